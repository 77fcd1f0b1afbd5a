import { expect, test } from 'vitest';
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import type { WorkbenchState } from '#workbench/state/workbench-state.ts';
import { seedLineReport } from '../../../support/seed-line-report.ts';
import { scriptedLabRuntime } from '../../../support/scripted-lab-runtime.ts';
import { workbenchUnderTest } from '../../../support/workbench-bench.ts';

/** The terminal is idle after so many lines. */
const afterLines =
  (count: number) =>
  ({ terminal, isTerminalBusy }: WorkbenchState): boolean =>
    terminal.length === count && !isTerminalBusy;

test('runChecks() shows the report, marks its example and records the run', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });

  bench.actions.runChecks();
  const state = await bench.until(({ marked }) => marked !== undefined);
  await new Promise(setImmediate);

  expect([state.shown, state.marked, state.instrument]).toEqual(['C1', 'r-1', 'timeline']);
  expect(bench.recordedRuns).toMatchObject([
    { seed: 4711, complete: false, checks: [{ messageId: 'accepted-without-record' }, {}, {}, {}] },
  ]);
});

test('runChecks() starts one run when pressed twice', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });

  bench.actions.runChecks();
  bench.actions.runChecks();
  await bench.until(({ run }) => run.kind === 'done');

  expect(bench.runtime.runs).toHaveLength(1);
});

test('runChecks() runs again with the seed that it is given', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });

  bench.actions.runChecks(99);
  await bench.until(({ run }) => run.kind === 'done');

  expect(bench.runtime.runs.map(({ seed }) => seed)).toEqual([99]);
});

test('runChecks() judges the files of its beginning, whatever is typed meanwhile', async () => {
  const gate = Promise.withResolvers<void>();
  const bench = workbenchUnderTest({ report: seedLineReport, hold: gate.promise });

  bench.actions.runChecks();
  bench.actions.edit('payment-service/main.ts', 'later();');
  gate.resolve();
  const state = await bench.until(({ run }) => run.kind === 'done');

  expect(state.run).toMatchObject({ judged: { 'payment-service/main.ts': 'serve();' } });
  expect(state.files['payment-service/main.ts']).toBe('later();');
});

test('stopRun() ends the run without a verdict and lets the next one begin', async () => {
  const gate = Promise.withResolvers<void>();
  const bench = workbenchUnderTest({ report: seedLineReport, hold: gate.promise });

  bench.actions.runChecks();
  await bench.until(({ engine }) => engine.kind === 'ready');
  bench.actions.stopRun();
  const stopped = await bench.until(({ run }) => run.kind === 'stopped');
  gate.resolve();

  expect(stopped.run).toMatchObject({ kind: 'stopped', ended: [] });
  expect(bench.recordedRuns).toEqual([]);
});

test('runChecks() says what to do when the engine cannot start, and tries again on the next press', async () => {
  let attempts = 0;
  const refusing = async (): Promise<never> => {
    attempts += 1;
    throw new LabRuntimeError('RUNTIME_UNSUPPORTED', { message: 'No workers here', hint: 'Try another browser.' });
  };
  const bench = workbenchUnderTest({}, { openRuntime: refusing });

  bench.actions.runChecks();
  const broken = await bench.until(({ run }) => run.kind === 'broken');
  await Promise.resolve();
  bench.actions.wakeEngine();

  expect(broken.run).toEqual({ kind: 'broken', message: 'No workers here', hint: 'Try another browser.' });
  expect(attempts).toBe(2);
});

test('runChecks() leaves no engine behind when the program of the lab cannot be loaded', async () => {
  let openCount = 0;
  const openRuntime = async () => {
    openCount += 1;
    return Object.assign(scriptedLabRuntime({}), { close: async () => void (openCount -= 1) });
  };
  const loadProgram = async (): Promise<never> => {
    throw new TypeError('Failed to fetch');
  };
  const bench = workbenchUnderTest({}, { openRuntime, loadProgram });

  bench.actions.runChecks();
  const { run } = await bench.until(({ run }) => run.kind === 'broken');

  expect(run).toMatchObject({ message: 'A part of this lab could not be loaded: the server did not answer' });
  expect(openCount).toBe(0);
});

test('enterLine() prints the answer and keeps the exit code', async () => {
  const respond = () => ({ status: 404, statusText: 'Not Found', headers: [], body: 'nothing', tookMs: 1 });
  const bench = workbenchUnderTest({ respond });

  bench.actions.enterLine('curl -f payment-service/x');
  const state = await bench.until(({ terminal }) => terminal[0]?.exitCode !== undefined);

  expect(state.terminal[0]).toMatchObject({
    exitCode: 22,
    output: [{ stream: 'err', text: 'curl: (22) The requested URL returned error: 404' }],
  });
});

test('enterLine() keeps each request under the operation that the engine gives it', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.enterLine('curl payment-service/a; curl -X DELETE payment-service/b');
  const { sent } = await bench.until(afterLines(1));

  expect([...sent].map(([operation, { method, url }]) => [operation, method, url])).toEqual([
    ['r-1', 'GET', 'http://payment-service/a'],
    ['r-2', 'DELETE', 'http://payment-service/b'],
  ]);
});

test('enterLine() starts the services again when the files changed, and says so', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.enterLine('curl payment-service');
  await bench.until(afterLines(1));
  bench.actions.edit('payment-service/main.ts', 'changed();');
  bench.actions.enterLine('curl payment-service');
  const state = await bench.until(afterLines(2));

  expect(bench.runtime.reloads).toEqual([{ 'payment-service/main.ts': 'changed();' }]);
  expect(state.terminal[1]?.output[0]).toMatchObject({
    stream: 'note',
    text: expect.stringContaining('started again'),
  });
});

test('compare() fetches the solution once it is asked for', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.compare(true);
  const state = await bench.until(({ solution }) => solution !== undefined);

  expect(state).toMatchObject({ isComparing: true, solution: { 'payment-service/main.ts': 'solved();' } });
});

test('openEditor() falls back to the plain editor when the full one cannot be fetched', async () => {
  const bench = workbenchUnderTest({}, { loadTypes: () => Promise.reject(new Error('offline')) });

  bench.actions.openEditor('full');
  const state = await bench.until(({ editor }) => editor === 'plain');

  expect(state.editorFailed).toContain('could not be loaded');
});

test('showVersions() reads a file’s earlier texts, and restore() brings one back and says so', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });
  const main = 'payment-service/main.ts';

  bench.actions.showVersions(main);
  const { versions } = await bench.until((state) => state.versions !== undefined);
  versions?.list.forEach((version) => bench.actions.restore(main, version));
  const { files, notice } = await bench.until((state) => state.notice !== undefined);

  expect([versions?.path, files[main], notice?.cause]).toEqual([main, `// ${main} before`, 'restored']);
});

test('showVersions() without a path forgets the list', async () => {
  const bench = workbenchUnderTest({ report: seedLineReport });

  bench.actions.showVersions('payment-service/main.ts');
  bench.actions.showVersions(undefined);
  await new Promise(setImmediate);

  expect(bench.store.get().versions).toBeUndefined();
});
