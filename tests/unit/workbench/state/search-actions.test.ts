import { expect, test } from 'vitest';
import type { SeedSearchReport } from '#runtimes/lab-runtime.ts';
import { applySearchEvent, beginSearch, nextSearchSeed, searchedRun } from '#workbench/state/search-state.ts';
import type { WorkbenchState } from '#workbench/state/workbench-state.ts';
import { seedLineCheck, seedLineReport } from '../../../support/seed-line-report.ts';
import { workbenchUnderTest } from '../../../support/workbench-bench.ts';

const passed: SeedSearchReport = {
  lab: 'hello-payment',
  fromSeed: 1,
  seedCount: 200,
  triedCount: 200,
  passedCount: 200,
  realMs: 900,
};
const shortened = { ...seedLineCheck, replay: 'hello-payment/01 seed=38 keep=4,9' };
const found: SeedSearchReport = {
  ...passed,
  triedCount: 38,
  passedCount: 37,
  found: { ...seedLineReport, seed: 38 },
  smallest: {
    plannedCount: 20,
    keep: [4, 9],
    operations: ['r-4', 'r-9'],
    isMinimal: true,
    runCount: 30,
    report: shortened,
  },
};
const firstSeedPassed = ({ search }: WorkbenchState): boolean =>
  search.kind === 'searching' && search.passedCount === 1;
const unlike: SeedSearchReport = {
  ...found,
  disagreement: {
    seed: 38,
    check: 'C1',
    strict: { verdict: 'pass', hash: 'a' },
    fleet: { verdict: 'fail', hash: 'b' },
  },
};

test('searchSeeds() opens the smallest failing run like any other report, and records the whole one', async () => {
  const bench = workbenchUnderTest({ search: found });

  bench.actions.searchSeeds();
  const state = await bench.until(({ attemptCount }) => attemptCount === 1);
  await new Promise(setImmediate);

  expect(bench.runtime.searches).toMatchObject([{ fromSeed: 1, seedCount: 200 }]);
  expect(state).toMatchObject({
    search: { kind: 'done', shown: 'smallest' },
    run: { kind: 'done', report: { seed: 38, checks: [{ replay: shortened.replay }, {}, {}, {}] } },
    shown: 'C1',
    attemptCount: 1,
  });
  expect(bench.recordedRuns).toMatchObject([
    { seed: 38, complete: false, checks: [{ replay: seedLineCheck.replay }, {}, {}, {}] },
  ]);
});

test('showSearchedRun() goes to the whole run and back', async () => {
  const bench = workbenchUnderTest({ search: found });
  bench.actions.searchSeeds();
  await bench.until(({ search }) => search.kind === 'done');

  bench.actions.showSearchedRun('whole');
  const whole = bench.store.get().run;
  bench.actions.showSearchedRun('smallest');

  expect(whole).toMatchObject({ report: { checks: [{ replay: seedLineCheck.replay }, {}, {}, {}] } });
  expect(bench.store.get().run).toMatchObject({ report: { checks: [{ replay: shortened.replay }, {}, {}, {}] } });
});

test('searchSeeds() records nothing when every seed passed, and goes on behind them', async () => {
  const bench = workbenchUnderTest({ search: passed });

  bench.actions.searchSeeds();
  await bench.until(({ search }) => search.kind === 'done');
  await new Promise(setImmediate);
  bench.actions.searchSeeds();
  await bench.until(() => bench.runtime.searches.length === 2);

  expect(bench.recordedRuns).toEqual([]);
  expect(bench.runtime.searches.map(({ fromSeed }) => fromSeed)).toEqual([1, 201]);
});

test('stopSearch() ends the search, says how far it was, and lets a run begin', async () => {
  const gate = Promise.withResolvers<void>();
  const bench = workbenchUnderTest({
    search: passed,
    report: seedLineReport,
    searchEvents: [{ kind: 'seed-passed', seed: 1, passedCount: 1 }],
    hold: gate.promise,
  });

  bench.actions.searchSeeds();
  await bench.until(firstSeedPassed);
  bench.actions.runChecks();
  bench.actions.stopSearch();
  const stopped = await bench.until(({ search }) => search.kind === 'stopped');
  await new Promise(setImmediate);
  gate.resolve();
  bench.actions.runChecks(5);
  await bench.until(({ run }) => run.kind === 'done');

  expect(stopped.search).toEqual({ kind: 'stopped', passedCount: 1 });
  expect(bench.runtime.runs.map(({ seed }) => seed)).toEqual([5]);
});

test('searchSeeds() says what the engine said when it failed', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.searchSeeds();
  const { search } = await bench.until((state) => state.search.kind === 'broken');

  expect(search).toEqual({ kind: 'broken', message: 'No search was given', hint: 'Give one.' });
});

test('searchedRun() shows no run when two runs of one seed differ', () => {
  expect(searchedRun(unlike, 'whole')).toBeUndefined();
});

test('nextSearchSeed() begins again at 1 when the files changed', () => {
  const done = { kind: 'done', report: passed, judged: { 'a.ts': '1' }, shown: 'whole' } as const;

  expect([nextSearchSeed(done, { 'a.ts': '1' }), nextSearchSeed(done, { 'a.ts': '2' })]).toEqual([201, 1]);
});

test('applySearchEvent() changes what is read out seldom, and what is shown each time', () => {
  const events = Array.from(
    { length: 60 },
    (_, index) => ({ kind: 'seed-passed', seed: 1 + index, passedCount: 1 + index }) as const,
  );

  const state = events.reduce(applySearchEvent, beginSearch(1));

  expect(state).toMatchObject({
    sentence: '60 of 200 seeds passed so far',
    told: '50 of 200 seeds passed so far',
    passedCount: 60,
  });
});

test('replay() runs one check with the seed and the traffic of its line', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });

  bench.actions.replay({ lab: 'hello-payment', number: '01', seed: 7, keep: [2] });
  await bench.until(({ run }) => run.kind === 'done');

  expect(bench.runtime.runs).toMatchObject([{ seed: 7, checks: [], keep: [2] }]);
});
