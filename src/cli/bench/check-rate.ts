/**
 * Checks judged per second in the terminal, fleet and strict, against real HTTP requests per second over loopback on the
 * same machine in the same run.
 * @module
 */
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readLab } from '#build/read-lab.ts';
import { openTerminalRuntime, type RunRequest } from '#runtimes/index.ts';
import { loopbackRate } from './loopback-rate.ts';
import type { Measurement } from './measurement.ts';

const LAB = 'hello-payment';
const RUNS = 12;

/** The lab's solution on seeds 1 to 12; one warm-up run before. */
export async function measureCheckRate(): Promise<Measurement[]> {
  const { program, solution } = await readLab('.', LAB);
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  try {
    const reference = await loopbackRate();
    const rows: Measurement[] = [];
    for (const transport of ['fleet', 'strict'] as const) {
      const run = (seed: number) => runtime.runChecks(program, runRequest(solution, seed, transport), () => undefined);
      await run(0);
      const began = performance.now();
      for (let seed = 1; seed <= RUNS; seed += 1) await run(seed);
      const seconds = (performance.now() - began) / 1000;
      rows.push({
        name: `checks-per-second-${transport}`,
        value: (RUNS * program.checks.length) / seconds,
        unit: 'per second',
        reference,
        referenceName: 'real loopback requests per second',
      });
    }
    return rows;
  } finally {
    await runtime.close();
  }
}

const runRequest = (files: RunRequest['files'], seed: number, transport: 'fleet' | 'strict'): RunRequest => ({
  files,
  seed,
  transport,
});
