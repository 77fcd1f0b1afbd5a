/**
 * Runs programs in the simulated engine and tells what they did.
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { ProcessEffect, ProcessSpec } from '../../../src/bench/kernel/protocol.ts';
import type { EngineParts } from '../../../src/platform/engine-part.ts';
import { bundleEngine } from './engine-bundle.ts';

export interface SimulatedEffect {
  readonly pid: number;
  readonly atUs: number;
  readonly effect: ProcessEffect;
}

export interface SimulatedProgram {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  readonly packages?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly clockSkewMs?: number;
}

export interface SimulatedRun {
  readonly effects: readonly SimulatedEffect[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: Extract<ProcessEffect, { kind: 'exit' }> | undefined;
}

let bundle: Promise<string> | undefined;

/** Runs programs, pid 1 first, until nothing is left to happen or `untilMs` has passed; output is that of pid 1. */
export const simulateAll = async (
  programs: readonly SimulatedProgram[],
  untilMs = 60_000,
  parts: EngineParts = {},
): Promise<SimulatedRun> => {
  bundle ??= bundleEngine('tests/support/process/simulation-worker.ts', 'simulation-worker');
  const specs: ProcessSpec[] = programs.map((program, index) => ({
    pid: index + 1,
    name: `process-${index + 1}`,
    seed: 7,
    env: {},
    ...program,
  }));
  const worker = new Worker(await bundle, { workerData: { specs, parts, untilUs: untilMs * 1000 } });
  try {
    const effects = await new Promise<readonly SimulatedEffect[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The simulation ended early with code ${code}`)));
    });
    const own = effects.filter(({ pid }) => pid === 1).map(({ effect }) => effect);
    const text = (stream: string) =>
      own.map((one) => (one.kind === 'log' && one.stream === stream ? one.text : '')).join('');
    return { effects, stdout: text('stdout'), stderr: text('stderr'), exit: own.find((one) => one.kind === 'exit') };
  } finally {
    await worker.terminate();
  }
};

/** @example const run = await simulate('console.log(1)'); // run.stdout is "1\n" */
export const simulate = (
  source: string,
  options: Partial<SimulatedProgram> & { untilMs?: number; parts?: EngineParts } = {},
): Promise<SimulatedRun> => {
  const { untilMs, parts, ...program } = options;
  return simulateAll(
    [{ entry: 'main.ts', ...program, files: { 'main.ts': source, ...program.files } }],
    untilMs,
    parts,
  );
};
