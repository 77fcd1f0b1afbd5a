import { describe, expect, test } from 'vitest';
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { type ContainerParts, createContainerBench } from '#workbench/container/create-container-bench.ts';
import type { IsolationHelper } from '#workbench/container/isolation-helper.ts';
import type { WorkbenchData } from '#workbench/state/workbench-data.ts';
import { fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const data = { id: 'a-lab', steps: [], checks: [], files: [] } as unknown as WorkbenchData;
const program = { id: 'a-lab' } as LabProgram;
const runtime = fakeLabRuntime(() => ({ verdict: 'pass' }));

const helper: IsolationHelper = {
  read: async () => ({ kind: 'offered' }),
  add: async () => ({ kind: 'failed', reason: 'forbidden here' }),
  remove: async () => {},
  reload: () => {},
};

function open(parts: Partial<ContainerParts> = {}) {
  const bench = createContainerBench(data, {
    isIsolated: true,
    asksFirst: false,
    openRuntime: async () => runtime,
    loadProgram: async () => program,
    readFiles: async () => ({ 'main.ts': 'mine' }),
    drawSeed: () => 7,
    nowMs: () => Date.UTC(2026, 10, 22, 10),
    helper,
    ...parts,
  });
  const ended = (kind: string) =>
    expect.poll(() => [bench.store.get().run.kind, bench.store.get().phase]).toEqual([kind, undefined]);
  return { ...bench, ended };
}

describe('run()', () => {
  test('judges the files of the workbook, and keeps them with the report', async () => {
    const { run, store, ended } = open();

    run();
    await ended('done');

    expect(store.get().run).toMatchObject({ judged: { 'main.ts': 'mine' }, report: { seed: 7 } });
    expect(runtime.requests.at(-1)).toMatchObject({ files: { 'main.ts': 'mine' }, seed: 7 });
  });

  test('judges one check when one is chosen, and all when none is', async () => {
    const { run, choose, ended } = open();

    choose('02-two');
    run();
    await ended('done');
    choose(undefined);
    run();
    await ended('done');

    expect(runtime.requests.slice(-2).map(({ checks }) => checks)).toEqual([['02-two'], undefined]);
  });

  test('asks before anything is loaded when the device is short of memory', () => {
    let openCount = 0;
    const { run, store } = open({ asksFirst: true, openRuntime: async () => ((openCount += 1), runtime) });

    run();

    expect([store.get().isAsking, store.get().run.kind, openCount]).toEqual([true, 'none', 0]);
  });

  test('does nothing when the page is not isolated', () => {
    const { run, store } = open({ isIsolated: false });

    run();

    expect(store.get().run.kind).toBe('none');
  });

  test('does nothing when a run is under way', async () => {
    let openCount = 0;
    const { run, ended } = open({ openRuntime: async () => ((openCount += 1), runtime) });

    run();
    run();
    await ended('done');

    expect(openCount).toBe(1);
  });

  test('tells what the runtime says when it cannot start, and tries again when asked', async () => {
    const attempts = [
      () => Promise.reject(new LabRuntimeError('RUNTIME_START_FAILED', { message: 'no answer', hint: 'Try again.' })),
      async () => runtime,
    ];
    const { run, runNow, store, ended } = open({ openRuntime: () => attempts.shift()?.() as Promise<LabRuntime> });

    run();
    await ended('broken');
    expect(store.get().run).toEqual({ kind: 'broken', message: 'no answer', hint: 'Try again.' });

    runNow();
    await ended('done');
    expect(attempts).toEqual([]);
  });
});

describe('stop()', () => {
  test('ends at once when the engine has not even been loaded', async () => {
    const { run, stop, ended, store } = open({ loadProgram: () => new Promise(() => {}) });

    run();
    stop();
    await ended('stopped');

    expect(store.get().run).toMatchObject({ kind: 'stopped', ended: [] });
  });

  test('takes the question back', () => {
    const { run, stop, store } = open({ asksFirst: true });

    run();
    stop();

    expect(store.get().isAsking).toBe(false);
  });
});

describe('addHelper()', () => {
  test('says that it starts, and then why it did not, when the browser refuses', async () => {
    const { addHelper, store } = open({ isIsolated: false });
    await expect.poll(() => store.get().helper).toEqual({ kind: 'offered' });

    addHelper();

    expect(store.get().helper).toEqual({ kind: 'starting' });
    await expect.poll(() => store.get().helper).toEqual({ kind: 'failed', reason: 'forbidden here' });
  });
});
