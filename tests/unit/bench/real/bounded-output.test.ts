import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedOutput, OUTPUT_LIMIT_CHARACTERS } from '#bench/real/bounded-output.ts';

test('BoundedOutput keeps everything below its limit and drops nothing', () => {
  const output = new BoundedOutput();

  expect(output.take('one\n') + output.take('two\n')).toBe('one\ntwo\n');
  expect(output.describeDropped()).toBeUndefined();
});

test('BoundedOutput keeps the beginning and the very end, and says how much it dropped', () => {
  const output = new BoundedOutput();

  const kept =
    output.take('x'.repeat(OUTPUT_LIMIT_CHARACTERS - 1)) + output.take('yz') + output.take('FATAL ERROR: end');

  expect(kept).toHaveLength(OUTPUT_LIMIT_CHARACTERS);
  expect(output.tail).toMatch(/yzFATAL ERROR: end$/);
  expect(output.describeDropped()).toMatch(/^17 more characters/);
});

test('BoundedOutput keeps and drops together as much as was printed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(OUTPUT_LIMIT_CHARACTERS), { maxLength: 6 }), (lengths) => {
      const output = new BoundedOutput();
      const keptCharacters = lengths.reduce((sum, length) => sum + output.take('x'.repeat(length)).length, 0);
      const droppedCharacters = Number.parseInt(`0${String(output.describeDropped())}`);
      const printedCharacters = lengths.reduce((sum, length) => sum + length, 0);
      expect(keptCharacters + droppedCharacters).toBe(printedCharacters);
    }),
    { numRuns: 30 },
  );
});
