/**
 * Runs one check on a fresh system and tells what became of it. Runs beside the kernel.
 * @module
 */
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { reportUndeclared, withDeclaredServices } from './declared-services.ts';
import { describeFinding, type Finding, findingOfError, findingOfJudgement } from './describe-finding.ts';
import { CHECK_LIMITS, drive, type DriveInterruption, type DriveLimits, type DrivePlatform } from './drive.ts';
import type { LabFiles, LabProgram } from './lab-program.ts';
import type { DiskFacts } from './explain-disk.ts';
import { LabSystem } from './lab-system.ts';
import { loadCheck } from './load-check.ts';
import { formatReplay } from './replay-line.ts';
import type { CheckReport, SourceNote } from './report.ts';
import { ActivityFeed, type RunActivity } from './run-activity.ts';
import { SimulatedBench } from './simulated-bench.ts';
import { findStartProblem } from './start-problem.ts';
import { TrafficLimit } from './traffic-limit.ts';

export interface CheckRun {
  readonly program: LabProgram;
  readonly files: LabFiles;
  readonly check: LabProgram['checks'][number];
  readonly seed: number;
  readonly transport: ProcessTransport;
  readonly platform: DrivePlatform;
  /** Called when the check says what is going on. */
  readonly onProgress?: (sentence: string, virtualMs: number) => void;
  /** Told now and then in real time. */
  readonly onActivity?: ((activity: RunActivity) => void) | undefined;
  readonly limits?: DriveLimits;
  /** Requests of the check's traffic to send, counted from 1; all when absent. */
  readonly keep?: readonly number[];
  readonly withoutTimeline?: boolean;
  /** Gives the report a line for every event and effect. */
  readonly isTraced?: boolean;
}

/**
 * @example
 * const report = await runCheck({ program, files, check: program.checks[0], seed: 4711, transport, platform });
 * report.verdict // 'pass', 'fail', 'inconclusive', 'error' or 'not-judged'
 */
export async function runCheck(run: CheckRun): Promise<CheckReport> {
  const { program, check, seed, platform, keep } = run;
  const startedMs = platform.nowMs();
  const declared = withDeclaredServices(program, run.files);
  if ('problem' in declared) return reportUndeclared(program, check, seed, declared.problem);
  const trace: string[] | undefined = run.isTraced ? [] : undefined;
  const system = new LabSystem({
    program: declared.program,
    files: run.files,
    seed,
    transport: run.transport,
    ...(trace && { trace }),
    ...(run.onActivity && { watcher: new ActivityFeed(() => platform.nowMs(), run.onActivity) }),
  });
  try {
    const limit = new TrafficLimit(keep);
    const finding = await find(run, system, limit);
    const timeline = system.recorder.timeline(system.nowMs);
    const traffic = limit.report();
    return {
      check: check.id,
      slug: check.slug,
      title: check.title,
      ...describeFinding(finding, timeline),
      ...(!run.withoutTimeline && { timeline }),
      virtualMs: system.nowMs,
      realMs: Math.round(platform.nowMs() - startedMs),
      eventCount: system.kernel.eventCount,
      hash: system.kernel.digest(),
      ...(traffic && { traffic }),
      replay: formatReplay({ lab: program.id, number: check.slug.slice(0, 2), seed, ...(keep && { keep }) }),
      ...(trace && { trace }),
    };
  } finally {
    system.close();
  }
}

async function find(run: CheckRun, system: LabSystem, limit: TrafficLimit): Promise<Finding> {
  const { platform, limits = CHECK_LIMITS } = run;
  let lastSentence = 'starting the services';
  const bench = new SimulatedBench(
    system,
    (sentence) => {
      lastSentence = sentence;
      run.onProgress?.(sentence, system.nowMs);
    },
    limit,
  );

  const started = await drive(system, () => system.start(system.programs), platform, limits);
  const problem = system.programs
    .map((program) => findStartProblem(program, system.view(program.name), disksOf(system)))
    .find((found) => found !== undefined);
  if (problem) {
    const { reason, at, line } = problem;
    return { verdict: 'error', reason, ...(at && { where: [{ ...at, atMs: system.nowMs, note: `${line}.` }] }) };
  }
  if (started.kind === 'interrupted') {
    return { verdict: 'error', reason: describeInterruption(started.why, system, limits, lastSentence) };
  }
  if (started.kind === 'failed') throw started.error;

  const result = await drive(
    system,
    async () => loadCheck<SimulatedBench>(run.check.code, run.check.slug).run(bench),
    platform,
    limits,
  );
  if (result.kind === 'interrupted') {
    const reason = describeInterruption(result.why, system, limits, lastSentence);
    const where = whereStopped(system);
    return { verdict: 'error', reason, ...(where && { where: [where] }) };
  }
  if (result.kind === 'failed') return findingOfError(result.error);
  return findingOfJudgement(result.value, bench.history().length, bench.missedFaults());
}

const disksOf = ({ programs, recorder }: LabSystem): DiskFacts => ({ programs, accesses: recorder.accesses() });

function describeInterruption(
  why: DriveInterruption,
  system: LabSystem,
  limits: DriveLimits,
  lastSentence: string,
): string {
  const soFar = `${system.kernel.eventCount} events had been handled; last: ${lastSentence}.`;
  const stopped = system.stopped();
  if (stopped) {
    const { name, ending } = stopped;
    const { request, seen } = system.lastActivity(name);
    const during = request ? ` while it handled ${request}` : '';
    const after = seen ? `, after ${seen.file}:${seen.line}` : '';
    return ending.bySelf
      ? `${name} was ${ending.reason}${during}${after}.`
      : `${name} could not be run: ${ending.reason}.`;
  }
  switch (why) {
    case 'virtual-limit':
      return `The check was stopped by the bench after ${limits.virtualMs / 60_000} virtual minutes; ${soFar}`;
    case 'real-limit':
      return `The check was stopped by the bench after ${limits.realMs / 1_000} s of real time; ${soFar}`;
    case 'event-limit':
      return `The check was stopped by the bench after ${limits.eventCount} events, which a program that calls itself without end produces; last: ${lastSentence}.`;
    case 'stopped':
    case 'stuck':
      return `The check waits for something that never happens; ${soFar}`;
  }
}

/** A Worker that computes cannot be asked where; the last line that did something is the best that is known. */
function whereStopped(system: LabSystem): SourceNote | undefined {
  const stopped = system.stopped();
  const seen = stopped && system.lastActivity(stopped.name).seen;
  return seen && { ...seen, note: `${stopped.name} was last seen here at ${seen.atMs.toFixed(1)} ms.` };
}
