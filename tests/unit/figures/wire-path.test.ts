import { expect, test } from 'vitest';
import { wirePath } from '#figures/_figure/wire-path.ts';

test('wirePath() stops the line at the arrow when the wire is straight', () => {
  const points = [
    [0, 0],
    [20, 0],
  ] as const;
  expect(wirePath(points)).toEqual({ line: 'M0 0H12', way: 'M0 0H20', tip: 'M20 0l-8 4 0 -8z' });
});

test('wirePath() points the arrow along the last segment when the wire turns', () => {
  const points = [
    [0, 0],
    [20, 0],
    [20, 30],
  ] as const;
  expect(wirePath(points)).toEqual({ line: 'M0 0H20V22', way: 'M0 0H20V30', tip: 'M20 30l-4 -8 8 0z' });
});

test('wirePath() writes slanted wires with one decimal', () => {
  const points = [
    [0, 0],
    [30, 40],
  ] as const;
  expect(wirePath(points)).toEqual({ line: 'M0 0L25.2 33.6', way: 'M0 0L30 40', tip: 'M30 40l-8 -4 6.4 -4.8z' });
});
