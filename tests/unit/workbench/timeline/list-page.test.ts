import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listPage, pageSize } from '#workbench/timeline/list-page.ts';

test('listPage() holds the entry in question, whatever was shown before', () => {
  const page = fc.record({ count: fc.nat(5_000), from: fc.nat(5_000), to: fc.nat(5_000) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(4_999), page, (count, drawn, kept) => {
      const stop = drawn % count;

      const { from, to } = listPage(count, stop, kept);

      expect(from).toBeLessThanOrEqual(stop);
      expect(to).toBeGreaterThan(stop);
      expect(from).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('listPage() shows a short list whole and of a long one the part around the entry', () => {
  expect(listPage(40, 3, undefined)).toEqual({ count: 40, from: 0, to: 40 });
  expect(listPage(10_000, 600, undefined)).toEqual({ count: 10_000, from: 500, to: 500 + pageSize });
  expect(listPage(10_000, 9_999, undefined)).toEqual({ count: 10_000, from: 9_800, to: 10_000 });
});

test('listPage() stays where it is while the entry is in it, and grows when a step leads out of it', () => {
  const kept = { count: 10_000, from: 500, to: 700 };

  expect(listPage(10_000, 510, kept)).toEqual(kept);
  expect(listPage(10_000, 700, kept)).toEqual({ ...kept, to: 900 });
  expect(listPage(10_000, 499, kept)).toEqual({ ...kept, from: 300 });
  expect(listPage(9_000, 510, kept)).toEqual({ count: 9_000, from: 410, to: 610 });
});
