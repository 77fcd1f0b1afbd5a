import { expect, test } from 'vitest';
import { FirstFailure } from '#runtimes/first-failure.ts';

const BROKEN = { message: 'it broke', isOutOfMemory: false };
const ENDED = { message: 'its thread ended with code 1', isOutOfMemory: false };

test('listen() is told at once of what happened before', () => {
  const seen: string[] = [];
  const failure = new FirstFailure();

  failure.report(BROKEN);
  failure.listen(({ message }) => seen.push(message));

  expect(seen).toEqual(['it broke']);
});

test('report() tells the latest listener of the first failure only', () => {
  const seen: string[] = [];
  const failure = new FirstFailure();
  failure.listen(({ message }) => seen.push(`spare: ${message}`));
  failure.listen(({ message }) => seen.push(`process: ${message}`));

  failure.report(BROKEN);
  failure.report(ENDED);

  expect(seen).toEqual(['process: it broke']);
});

test('mute() keeps the end that one asked for from being a failure', () => {
  const seen: string[] = [];
  const failure = new FirstFailure();
  failure.listen(({ message }) => seen.push(message));

  failure.mute();
  failure.report(ENDED);

  expect(seen).toEqual([]);
});
