import { expect, test } from 'vitest';
import { placeLineNotes } from '#course/place-line-notes.ts';

test('placeLineNotes() puts each note beside its line when there is room', () => {
  expect(placeLineNotes({ 5: 'Asked twice, charged once.', 1: 'A call.' })).toEqual([
    { line: 1, text: 'A call.', topPx: 0 },
    { line: 5, text: 'Asked twice, charged once.', topPx: 96 },
  ]);
});

test('placeLineNotes() moves a note down when the one before it is in the way', () => {
  const [first, second] = placeLineNotes({ 9: 'x'.repeat(100), 10: 'Below.' });
  expect(first?.topPx).toBe(192);
  expect(second?.topPx).toBe(192 + 4 * 18.5 + 6);
});

test('placeLineNotes() returns nothing when there are no notes', () => {
  expect(placeLineNotes({})).toEqual([]);
});
