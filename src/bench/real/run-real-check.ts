/**
 * Runs one check on fresh real processes and tells what became of it. Node only.
 * @module
 */
import { reportUndeclared, withDeclaredServices } from '#bench/judge/declared-services.ts';
import { describeFinding, type Finding, findingOfError, findingOfJudgement } from '#bench/judge/describe-finding.ts';
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import { loadCheck } from '#bench/judge/load-check.ts';
import { formatReplay } from '#bench/judge/replay-line.ts';
import type { CheckReport } from '#bench/judge/report.ts';
import { findStartProblem } from '#bench/judge/start-problem.ts';
import { TrafficLimit } from '#bench/judge/traffic-limit.ts';
import type { BrokerChoice } from './broker/broker-choice.ts';
import { RABBITMQ_START_LIMIT_MS } from './broker/rabbitmq-server.ts';
import { amqpBrokerOf, withChosenBroker } from './broker/with-chosen-broker.ts';
import { notJudgedHere } from './not-judged-here.ts';
import type { ProcessRegister } from './process-register.ts';
import { RealBench } from './real-bench.ts';
import { type ChosenBroker, RealSystem, START_LIMIT_MS } from './real-system.ts';

export interface RealCheckRun {
  readonly program: LabProgram;
  readonly files: LabFiles;
  readonly check: LabProgram['checks'][number];
  readonly seed: number;
  /** See `RealBenchOptions`. */
  readonly timeScale: number;
  /** For the files of this check; does not exist yet, and is removed at the end. */
  readonly folder: string;
  /** The project's `node_modules`. */
  readonly nodeModules: string;
  readonly register: ProcessRegister;
  /** In the place of the lab's own broker. */
  readonly amqp?: BrokerChoice;
  readonly onProgress: (sentence: string, realMs: number) => void;
  /** Requests of the check's traffic to send, counted from 1; all when absent. */
  readonly keep?: readonly number[];
  /** Ends the check and everything that it started; what it tells then is worth nothing. */
  readonly signal: AbortSignal;
}

/** The longest waits three minutes for what never comes, after minutes of traffic; what takes longer hangs. */
export const CHECK_LIMIT_MS = 600_000;
/** Another program may take a free port in the moment before a service listens on it. */
const PORT_ATTEMPTS = 3;

/**
 * @example
 * const report = await runRealCheck({ program, files, check, seed: 1, timeScale: 1, folder, nodeModules, register, onProgress, signal });
 * report.verdict // 'pass', 'fail', 'inconclusive', 'error' or 'not-judged'
 */
export async function runRealCheck(asked: RealCheckRun): Promise<CheckReport> {
  const { check, seed, keep } = asked;
  const declared = withDeclaredServices(asked.program, asked.files);
  if ('problem' in declared) return reportUndeclared(asked.program, check, seed, declared.problem);
  const run = withBroker(asked, declared.program);
  const { program } = run;
  const limit = new TrafficLimit(keep);
  const system = await startSystem(run);
  try {
    const finding = await find(run, system, limit);
    const timeline = system.timeline.timeline(system.nowMs);
    const traffic = limit.report();
    const realMs = Math.round(system.nowMs);
    return {
      check: check.id,
      slug: check.slug,
      title: check.title,
      ...sayWhatIsUnknown(describeFinding(finding, timeline)),
      timeline,
      // Time is not virtual here: what passed for the services passed for everybody.
      virtualMs: system.nowMs,
      realMs,
      eventCount: timeline.messages.length + timeline.moments.length + timeline.droppedCount,
      // Real runs differ in their details; no two have one hash.
      hash: '',
      ...(traffic && { traffic }),
      replay: formatReplay({ lab: program.id, number: check.slug.slice(0, 2), seed, ...(keep && { keep }) }),
    };
  } finally {
    await system.close();
  }
}

/** Real processes tell where they crashed, and not which line sent something: learner code runs there untouched. */
function sayWhatIsUnknown<Lines extends Pick<CheckReport, 'message'>>(lines: Lines): Lines {
  const { message } = lines;
  if (!message?.example || message.where.length > 0) return lines;
  return {
    ...lines,
    message: {
      ...message,
      whereUnknown: 'which line it was is not known of real processes; a run without --real shows it',
    },
  };
}

interface PreparedRun extends RealCheckRun {
  readonly broker?: ChosenBroker;
}

function withBroker(asked: RealCheckRun, program: LabProgram): PreparedRun {
  const { amqp } = asked;
  const own = amqpBrokerOf(program);
  if (!amqp || !own) return { ...asked, program };
  const isForeign = amqp.kind === 'outside';
  const startLimitMs = isForeign ? START_LIMIT_MS : RABBITMQ_START_LIMIT_MS;
  return { ...asked, program: withChosenBroker(program, amqp), broker: { name: own.name, isForeign, startLimitMs } };
}

async function startSystem(run: PreparedRun): Promise<RealSystem> {
  for (let attempt = 1; ; attempt += 1) {
    run.signal.throwIfAborted();
    const system = await RealSystem.prepare({ ...run, folder: `${run.folder}-${attempt}` });
    run.signal.addEventListener('abort', () => void system.close(), { once: true });
    try {
      run.signal.throwIfAborted();
      await system.startAll();
      if (attempt >= PORT_ATTEMPTS || !system.hasLostPorts) return system;
    } catch (error) {
      await system.close();
      throw error;
    }
    await system.close();
  }
}

async function find(run: RealCheckRun, system: RealSystem, limit: TrafficLimit): Promise<Finding> {
  // The start ends with the first that ends; others may not have come far enough to be blamed.
  const problem = system.services
    .toSorted((left, right) => Number(left.isRunning) - Number(right.isRunning))
    .map((service) => findStartProblem({ ...service.program, port: service.port }, service.view()))
    .find((found) => found !== undefined);
  if (problem) {
    const { reason, at, line } = problem;
    return { verdict: 'error', reason, ...(at && { where: [{ ...at, atMs: system.nowMs, note: `${line}.` }] }) };
  }

  let lastSentence = 'the services had started';
  const bench = new RealBench({
    ...run,
    system,
    limit,
    onProgress: (sentence) => {
      lastSentence = sentence;
      run.onProgress(sentence, system.nowMs);
    },
  });
  return Promise.race([
    judge(run, bench, system),
    system
      .waitUntil(() => system.stopped() !== undefined, CHECK_LIMIT_MS)
      .then(() => interrupted(system, lastSentence)),
  ]);
}

async function judge({ check, program }: RealCheckRun, bench: RealBench, system: RealSystem): Promise<Finding> {
  try {
    const areStoresJudged = program.parts?.includes('sqlite') === true;
    if (areStoresJudged && system.services.some(({ isContextless }) => isContextless)) notJudgedHere('disks');
    const judgement = await loadCheck<RealBench>(check.code, check.slug).run(bench);
    return findingOfJudgement(judgement, bench.history().length, bench.missedFaults());
  } catch (error) {
    return findingOfError(error);
  }
}

function interrupted(system: RealSystem, lastSentence: string): Finding {
  const stopped = system.stopped();
  if (stopped?.ending?.kind !== 'stopped') {
    return {
      verdict: 'error',
      reason: `The check was stopped by the bench after ${CHECK_LIMIT_MS / 1_000} s; last: ${lastSentence}.`,
    };
  }
  const { messages } = system.timeline.timeline(system.nowMs);
  const request = messages.findLast(({ to, kind }) => to === stopped.name && kind === 'request');
  const during = request ? ` while it handled ${request.operation ?? 'a request'} (${request.label})` : '';
  return { verdict: 'error', reason: `${stopped.name} was ${stopped.ending.reason}${during}.` };
}
