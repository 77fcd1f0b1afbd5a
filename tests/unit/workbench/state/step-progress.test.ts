import { expect, test } from 'vitest';
import type { LabStep } from '#course/lab-manifest.ts';
import { filesHash, NO_LAB_FACTS, withExerciseCheck, withRun } from '#workbook/lab-record.ts';
import type { RunRecord } from '#workbook/record.ts';
import { countDone, creditedRun, stepProgress } from '#workbench/state/step-progress.ts';
import { labData, workbenchUnderTest } from '../../../support/workbench-bench.ts';
import { seedLineReport } from '../../../support/seed-line-report.ts';

const AT = '2026-11-20T12:00:00.000Z';
const step = (id: string, checks: readonly string[]): LabStep => ({ id, title: id, body: '', checks: [...checks] });
const run = (fields: Partial<RunRecord>): RunRecord => ({
  atIso: AT,
  seed: 1,
  filesHash: filesHash({}),
  complete: false,
  checks: [{ check: 'C1', title: 'Parity', verdict: 'pass', held: '400 of 400', replay: 'lab/01 seed=1' }],
  steps: [{ step: 'facade', state: 'done' }],
  ...fields,
});
const data = { ...labData, steps: [step('facade', ['C1']), step('move', ['C1', 'C3/catalogue']), step('read', [])] };

test('stepProgress() knows of nothing before the first run', () => {
  const progress = stepProgress({ data, facts: NO_LAB_FACTS });

  expect(progress.map(({ state }) => state)).toEqual(['not-judged', 'not-judged', 'nothing-judged']);
  expect(countDone(progress)).toEqual({ done: 0, of: 2 });
});

test('stepProgress() follows the last run of all checks, and a replay of one changes nothing', () => {
  const parts = [{ id: 'catalogue', title: 'the catalogue has an owner', isHeld: true }];
  const whole = run({
    checks: [...run({}).checks, { check: 'C3', title: 'Owners', verdict: 'fail', held: '', replay: '', parts }],
  });
  const facts = withRun(withRun(NO_LAB_FACTS, whole), run({ checks: [], steps: [] }));

  const progress = stepProgress({ data, facts });

  expect(creditedRun(facts)).toBe(whole);
  expect(progress.map(({ state }) => state)).toEqual(['done', 'done', 'nothing-judged']);
  expect(countDone(progress)).toEqual({ done: 2, of: 2 });
});

test('stepProgress() has a step with an exercise done by the exercise', () => {
  const exercise: LabStep['exercise'] = {
    kind: 'match',
    question: 'Which module owns each table?',
    options: [],
    items: [],
    otherwise: '',
    explain: '',
  };
  const withExercise = {
    ...data,
    steps: [
      { ...step('owners', []), exercise },
      { ...step('both', ['C9']), exercise },
    ],
  };
  const facts = withExerciseCheck(NO_LAB_FACTS, { step: 'owners', atIso: AT, answer: [], isRight: true });
  const item = { id: 'p' as never, label: 'p', about: '', answer: 'o' as never, why: '', mistakes: [] };
  const asked = { ...exercise, items: [item], options: [{ id: 'o' as never, label: 'O' }] };
  const right = withExerciseCheck(NO_LAB_FACTS, { step: 'owners', atIso: AT, answer: ['p:o'], isRight: true });

  expect(stepProgress({ data: withExercise, facts: NO_LAB_FACTS }).map(({ state }) => state)).toEqual([
    'not-judged',
    'not-judged',
  ]);
  expect(
    stepProgress({ data: { ...data, steps: [{ ...step('owners', []), exercise: asked }] }, facts: right }).map(
      ({ state }) => state,
    ),
  ).toEqual(['done']);
  expect(
    stepProgress({ data: { ...data, steps: [{ ...step('owners', []), exercise: asked }] }, facts }).map(
      ({ state }) => state,
    ),
  ).toEqual(['open']);
});

test('runChecks() credits the steps of the run, and goes on after failures where steps name parts', async () => {
  const [byParts, byChecks] = [['C1', 'C3/catalogue'], ['C1']].map((checks) =>
    workbenchUnderTest({ report: seedLineReport }, {}, { steps: [step('move', checks)] }),
  );

  byParts?.actions.runChecks();
  byChecks?.actions.runChecks();
  const state = await byParts?.until(({ facts }) => facts.runs.length > 0);
  await byChecks?.until(({ facts }) => facts.runs.length > 0);

  expect(state?.facts.runs).toMatchObject([{ steps: [{ step: 'move', state: 'open' }] }]);
  expect([byParts?.runtime.runs[0]?.keepGoing, byChecks?.runtime.runs[0]?.keepGoing]).toEqual(['failures', undefined]);
});

test('replay() credits no step', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport }, {}, { steps: [step('move', ['C1'])] });

  bench.actions.replay({ lab: 'hello-payment', number: '01', seed: 7 });
  const { facts } = await bench.until((state) => state.facts.runs.length > 0);

  expect(facts.runs[0]?.steps).toEqual([]);
});

test('chooseOption() and checkExercise() are in the workbook and on the page', async () => {
  const item = { id: 'p' as never, label: 'p', about: '', answer: 'o' as never, why: '', mistakes: [] };
  const exercise: LabStep['exercise'] = {
    kind: 'match',
    question: '',
    options: [{ id: 'o' as never, label: 'O' }],
    items: [item],
    otherwise: '',
    explain: '',
  };
  const owners = { ...step('owners', []), exercise };
  const bench = workbenchUnderTest({}, {}, { steps: [owners] });

  bench.actions.chooseOption(owners, 'p', 'o');
  const early = bench.store.get().facts.choices;
  bench.actions.checkExercise(owners);
  await new Promise(setImmediate);
  const { facts } = bench.store.get();

  expect(early).toMatchObject([{ step: 'owners', item: 'p', option: 'o' }]);
  expect(facts.exerciseChecks).toMatchObject([{ step: 'owners', answer: ['p:o'], isRight: true }]);
  expect(stepProgress(bench.store.get()).map(({ state }) => state)).toEqual(['done']);
});
