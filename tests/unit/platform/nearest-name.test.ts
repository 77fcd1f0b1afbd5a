import { expect, test } from 'vitest';
import { nearestName } from '#platform/nearest-name.ts';

test.each([
  ['helo-payment', 'hello-payment'],
  ['retry', 'retry-storm'],
  ['zzzzzzzzzzzz', undefined],
])('nearestName(%j) is %j', (name, expected) => {
  expect(nearestName(name, ['hello-payment', 'retry-storm'])).toBe(expected);
});

test('nearestName() gives nothing when there is nothing to choose from', () => {
  expect(nearestName('x', [])).toBeUndefined();
});
