/** The law of the window: what is read is reported, never more, and what is left is less than half a window. */
import { assert, property, array, nat } from 'fast-check';
import { expect, test } from 'vitest';
import { ReadWindow, WINDOW_BYTES } from '#bench/kernel/flow-window.ts';

test('read() reports nothing when little was read', () => {
  expect(new ReadWindow().read(WINDOW_BYTES / 2 - 1)).toBe(0);
});

test('read() reports all that was read since the last report when it is half a window', () => {
  const window = new ReadWindow();
  window.read(1_000);

  expect(window.read(WINDOW_BYTES / 2)).toBe(WINDOW_BYTES / 2 + 1_000);
  expect(window.read(1)).toBe(0);
});

test('read() keeps less than half a window to itself, whatever is read', () => {
  assert(
    property(array(nat(WINDOW_BYTES)), (reads) => {
      const window = new ReadWindow();
      const reported = reads.reduce((sum, byteCount) => sum + window.read(byteCount), 0);
      const unreported = reads.reduce((sum, byteCount) => sum + byteCount, 0) - reported;
      expect(unreported).toBeGreaterThanOrEqual(0);
      expect(unreported).toBeLessThan(WINDOW_BYTES / 2);
    }),
  );
});
