import { expect, test } from 'vitest';
import { formatMinutes } from '#course/format-minutes.ts';

test('formatMinutes() writes minutes alone below an hour', () => {
  expect(formatMinutes(25)).toBe('25 min');
});

test('formatMinutes() writes hours and two digits of minutes from an hour on', () => {
  expect(formatMinutes(65)).toBe('1 h 05');
  expect(formatMinutes(120)).toBe('2 h');
  expect(formatMinutes(2055)).toBe('34 h 15');
});
