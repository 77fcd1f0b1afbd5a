/**
 * The real engine: a lab's programs as processes of this machine's Node, on loopback. Node only, POSIX.
 * @module
 */
import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '#bench/judge/report.ts';
import type { BrokerChoice } from '#bench/real/broker/broker-choice.ts';
import { ProcessRegister } from '#bench/real/process-register.ts';
import { BenchProcess } from '../bench-process.ts';
import type { LabProgram, LabRuntime, RunEvent, RunRequest } from '../lab-runtime.ts';
import { closedError, LabRuntimeError } from '../lab-runtime-error.ts';
import { startNodeWorker } from '../worker-threads/start-node-worker.ts';
import type { RealRunInput } from './real-engine-thread.ts';
import { startRunGuard } from './run-guard.ts';

export interface LocalNodeOptions {
  /** The project's `node_modules`, from which services get their packages. */
  readonly nodeModules: string;
  /** Real milliseconds for each millisecond of a sleep and between arrivals. Default 1. */
  readonly timeScale?: number;
  /** In the place of a lab's own broker, where it has one that speaks AMQP. */
  readonly amqp?: BrokerChoice;
}

const THREAD = new URL('./real-engine-thread.ts', import.meta.url);
/** The thread only waits and compares; where services keep the machine busy, it may wait for its turn. */
const BEAT_LIMIT_MS = 15_000;
/** A thread that waits ends in milliseconds; one that computes without end is ended. */
const END_LIMIT_MS = 3_000;

/**
 * @throws {LabRuntimeError} `RUNTIME_UNSUPPORTED` where there are no process groups.
 *
 * @example
 * const runtime = openLocalNodeRuntime({ nodeModules: resolve('node_modules') });
 * const report = await runtime.runChecks(program, { files, seed: 1 }, () => {});
 * await runtime.close();
 */
export function openLocalNodeRuntime(options: LocalNodeOptions): LabRuntime {
  if (process.platform === 'win32') {
    throw unsupported('run services as real processes on Windows', 'Use the simulated engine, or a Linux shell (WSL).');
  }
  // mkdtemp makes it for this user alone.
  const root = mkdtempSync(join(tmpdir(), 'ensemble-real-'));
  const guard = startRunGuard(root);
  const live = new Set<AbortController>();
  let running = Promise.resolve();
  let isClosed = false;

  async function run(
    input: { readonly program: LabProgram; readonly request: RunRequest },
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<RunReport> {
    const folder = await mkdtemp(join(root, 'run-'));
    const { nodeModules, timeScale = 1, amqp } = options;
    const thread = startNodeWorker(THREAD, { endsItselfWithinMs: END_LIMIT_MS });
    const register = new ProcessRegister(folder);
    const bench = new BenchProcess({
      bench: thread,
      takeWorker: () => {
        throw new Error('Cannot give the real engine a Worker: its services are processes');
      },
      beatLimitMs: BEAT_LIMIT_MS,
    });
    const abort = () => bench.end(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const whole: RealRunInput = { ...input, place: { folder, nodeModules, timeScale, ...(amqp && { amqp }) } };
      return await bench.call<RunReport>('runChecks', whole, onEvent);
    } finally {
      signal.removeEventListener('abort', abort);
      bench.end(closedError());
      // What it waits for first, then what it may have started meanwhile.
      register.endAll();
      await thread.ended;
      register.endAll();
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    name: 'local-node',
    openSession: () =>
      Promise.reject(
        unsupported(
          'keep real services running between requests',
          'Start them yourself, such as "node payment-service/main.ts".',
        ),
      ),
    runChecks: async (program, request, onEvent, signal) => {
      signal?.throwIfAborted();
      if (isClosed) throw closedError();
      const controller = new AbortController();
      live.add(controller);
      const own = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
      const report = run({ program, request }, onEvent, own).finally(() => live.delete(controller));
      running = Promise.allSettled([running, report]).then(() => {});
      return report;
    },
    searchSeeds: () =>
      Promise.reject(
        unsupported(
          'search seeds with real processes',
          'Search in the simulation, and run the seed that it finds for real.',
        ),
      ),
    close: async () => {
      isClosed = true;
      for (const controller of live) controller.abort(closedError());
      await running;
      await guard.dismiss();
    },
  };
}

function unsupported(action: string, hint: string): LabRuntimeError {
  return new LabRuntimeError('RUNTIME_UNSUPPORTED', {
    message: `Cannot ${action}: the real engine does not do that`,
    hint,
  });
}
