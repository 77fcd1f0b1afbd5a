import { expect, test } from 'vitest';
import { judgedSteps, readJudgedSteps, stepsDoneWords } from '#workbook/count-steps.ts';
import { NO_LAB_FACTS, withExerciseCheck, withRun } from '#workbook/lab-record.ts';
import type { RunRecord } from '#workbook/record.ts';

const AT = '2026-11-20T12:00:00.000Z';
const STEPS = judgedSteps([
  { id: 'owners', checks: [], exercise: {} },
  { id: 'facade', checks: ['C1'] },
  { id: 'both', checks: ['C2'], exercise: {} },
  { id: 'read', checks: [] },
]);
const run = (steps: RunRecord['steps']): RunRecord => ({
  atIso: AT,
  seed: 1,
  filesHash: 'aa',
  complete: false,
  checks: [],
  steps,
});
const DONE = run([
  { step: 'facade', state: 'done' },
  { step: 'both', state: 'done' },
]);
const check = (step: string, isRight: boolean) => ({ step, atIso: AT, answer: [], isRight });

test('stepsDoneWords() counts a step when its checks held and its exercise is right, and leaves out what nothing judges', () => {
  const ran = withRun(NO_LAB_FACTS, DONE);
  const answered = withExerciseCheck(withExerciseCheck(ran, check('owners', true)), check('both', true));
  const undone = withExerciseCheck(answered, check('both', false));

  expect([ran, answered, undone].map((facts) => stepsDoneWords(facts, STEPS))).toEqual([
    '1 of 3 steps',
    '3 of 3 steps',
    '2 of 3 steps',
  ]);
});

test('stepsDoneWords() says nothing of a lab that was never run or answered, and ignores replays', () => {
  const replayed = withRun(NO_LAB_FACTS, run([]));

  expect([undefined, NO_LAB_FACTS, replayed].map((facts) => stepsDoneWords(facts, STEPS))).toEqual(['', '', '']);
  expect(stepsDoneWords(withRun(withRun(NO_LAB_FACTS, DONE), run([])), STEPS)).toBe('1 of 3 steps');
});

test('readJudgedSteps() reads what the build wrote', () => {
  expect(readJudgedSteps(JSON.stringify(STEPS))).toEqual(STEPS);
  expect(readJudgedSteps(undefined)).toEqual([]);
});
