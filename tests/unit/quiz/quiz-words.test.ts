import { expect, test } from 'vitest';
import { missingWords, progressWords, resultWords } from '#quiz/quiz-words.ts';

test.each([
  [true, 1, 'guess', 'Right, by a guess: the reason is worth more here than the mark.'],
  [true, 1, 'sure', 'Right.'],
  [false, 0.5, 'think-so', 'Partly right.'],
  [false, 0, 'guess', 'Not right.'],
  [false, 0, 'sure', 'Not right, though sure: a firm belief is the one worth examining slowly.'],
] as const)('resultWords() for right=%s, score %d, "%s" says "%s"', (isRight, score, confidence, words) => {
  expect(resultWords({ isRight, score }, confidence)).toBe(words);
});

test('progressWords() counts what is right', () => {
  expect(progressWords(5, 7)).toBe('5 of 7 right.');
});

test('missingWords() counts what is open', () => {
  expect(missingWords(2, 3)).toBe('Not marked yet. Without an answer: 2. Without “how sure”: 3.');
});
