/**
 * Runs the checks of a lab on real processes, in order. Node only, POSIX.
 * @module
 */
import { join } from 'node:path';
import { judgeInOrder } from '#bench/judge/judge-in-order.ts';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import type { RunReport } from '#bench/judge/report.ts';
import type { RunEvent, RunRequest } from '#bench/judge/run-request.ts';
import { type BrokerChoice, describeBroker } from './broker/broker-choice.ts';
import { ProcessRegister } from './process-register.ts';
import { runRealCheck } from './run-real-check.ts';

/** What a real run needs of the machine. */
export interface RealRunPlace {
  /** Private to this run: the processes are registered in it, and each check has its files in a folder of its own inside. */
  readonly folder: string;
  /** The project's `node_modules`. */
  readonly nodeModules: string;
  /** Real milliseconds for each millisecond of a sleep and between arrivals. Default 1. */
  readonly timeScale?: number;
  /** In the place of the lab's own broker, where it has one that speaks AMQP. */
  readonly amqp?: BrokerChoice;
}

/**
 * @param signal Ends the run: every process, socket and file of it is gone when the promise is settled.
 * @throws {BenchUsageError} `CHECK_UNKNOWN` when the request names a check that the lab does not have.
 *
 * @example
 * const report = await runRealChecks(program, { files, seed: 1 }, { folder, nodeModules }, () => {}, signal);
 * report.complete // every check of the lab passed; one that was not judged did not
 */
export async function runRealChecks(
  program: LabProgram,
  request: RunRequest,
  place: RealRunPlace,
  onEvent: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<RunReport> {
  const startedMs = performance.now();
  const { seed, files, keep } = request;
  const { folder, nodeModules, timeScale = 1, amqp } = place;
  const register = new ProcessRegister(folder);
  const checks = await judgeInOrder(program, request, onEvent, (check, onProgress) =>
    runRealCheck({
      program,
      files,
      check,
      seed,
      timeScale,
      folder: join(folder, check.slug),
      nodeModules,
      register,
      onProgress,
      signal,
      ...(amqp && { amqp }),
      ...(keep && { keep }),
    }),
  );
  return {
    lab: program.id,
    seed,
    engine: 'real',
    ...(amqp && { broker: describeBroker(amqp) }),
    transport: 'processes',
    checks,
    complete:
      keep === undefined &&
      checks.length === program.checks.length &&
      checks.every(({ verdict }) => verdict === 'pass'),
    realMs: Math.round(performance.now() - startedMs),
  };
}
