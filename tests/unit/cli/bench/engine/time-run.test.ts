import { expect, test } from 'vitest';
import type { BenchmarkSystem } from '#cli/bench/engine/benchmark-programs.ts';
import { timeRun } from '#cli/bench/engine/time-run.ts';
import { fakeLabRuntime } from '../../../../support/fake-lab-runtime.ts';

const system: BenchmarkSystem = {
  program: { id: 'system', services: [], world: [], checks: [], worldFiles: {}, packages: {} },
  files: { 'main.ts': 'serve();' },
};

test('timeRun() runs the system once on the transport and seed that are asked for', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'pass', hash: 'abc' }));

  const run = await timeRun(runtime, system, 'fleet', 7);

  expect(runtime.requests).toMatchObject([{ files: system.files, seed: 7, transport: 'fleet' }]);
  expect(run).toMatchObject({ hash: 'abc', verdict: 'pass', said: 'all of it', eventCount: 1, phasesMs: [] });
});

test('timeRun() measures between announcements when the check has phases', async () => {
  const fake = fakeLabRuntime(() => ({ verdict: 'pass' }));
  const announcing: typeof fake = {
    ...fake,
    runChecks: (program, request, onEvent) => {
      for (const sentence of ['one', 'two', 'three'])
        onEvent({ kind: 'progress', slug: 'check', sentence, virtualMs: 0 });
      return fake.runChecks(program, request, onEvent);
    },
  };

  const { phasesMs } = await timeRun(announcing, system, 'strict');

  expect(phasesMs).toHaveLength(2);
});
