/**
 * Looks for a seed on which the checks do not pass: fast runs, all processes of one in a shared thread, a few seeds at a time;
 * the first that does not pass is replayed strict, and only then told. Runs wherever checks can be run.
 * @module
 */
import type { CheckReport, RunReport } from './report.ts';
import type { RunRequest } from './run-request.ts';
import type { Disagreement, SeedSearchEvent, SeedSearchReport, SeedSearchRequest } from './seed-search.ts';
import { findSmallestTraffic } from './smallest-traffic.ts';

export interface SeedSearch {
  readonly lab: string;
  readonly request: SeedSearchRequest;
  /** Runs checks once; rejects when the search is cancelled. */
  readonly run: (request: RunRequest) => Promise<RunReport>;
  /** Real milliseconds, monotonic. */
  readonly nowMs: () => number;
  readonly onEvent: (event: SeedSearchEvent) => void;
  readonly limits?: ShrinkLimits;
}

export interface ShrinkLimits {
  readonly runCount: number;
  readonly realMs: number;
}

/** Each runs in a thread of its own; a phone has not many. */
const BATCH_SIZE = 2;

/** A single cause among two hundred requests takes about 30 runs, three of them about 60. */
const SHRINK_LIMITS: ShrinkLimits = { runCount: 150, realMs: 15_000 };

/**
 * The first seed runs strict as well, so that a search in which all pass has also shown that both ways of running agree.
 *
 * @example
 * const { triedCount, passedCount, found } = await searchSeeds({ lab, request: { files, fromSeed: 1, seedCount: 200 }, run, … });
 */
export async function searchSeeds(search: SeedSearch): Promise<SeedSearchReport> {
  const { request, run, nowMs, onEvent } = search;
  const { files, fromSeed, seedCount } = request;
  const startedMs = nowMs();
  const runSeed = (seed: number, transport: 'strict' | 'fleet'): Promise<RunReport> =>
    run({
      files,
      seed,
      transport,
      ...(request.checks && { checks: request.checks }),
      ...(transport === 'fleet' && { withoutTimeline: true }),
    });

  let passedCount = 0;
  for await (const [seed, fleet] of inBatches(request, (seed) => runSeed(seed, 'fleet'))) {
    const isFirst = seed === fromSeed;
    if (hasPassed(fleet) && !isFirst) {
      passedCount += 1;
      onEvent({ kind: 'seed-passed', seed, passedCount });
      continue;
    }
    if (!hasPassed(fleet)) onEvent({ kind: 'replaying', seed });
    const strict = await runSeed(seed, 'strict');
    const disagreement = findDisagreement(strict, fleet);
    if (hasPassed(strict) && !disagreement) {
      passedCount += 1;
      onEvent({ kind: 'seed-passed', seed, passedCount });
      continue;
    }
    const smallest = disagreement ? undefined : await shrink(search, strict);
    return {
      ...summary(seed - fromSeed + 1),
      found: strict,
      ...(smallest && { smallest }),
      ...(disagreement && { disagreement }),
    };
  }
  return summary(seedCount);

  function summary(triedCount: number): SeedSearchReport {
    const realMs = Math.round(nowMs() - startedMs);
    return { lab: search.lab, fromSeed, seedCount, triedCount, passedCount, realMs };
  }
}

function shrink({ request, run, nowMs, onEvent, limits = SHRINK_LIMITS }: SeedSearch, { checks, seed }: RunReport) {
  const failed = checks.find(({ verdict }) => verdict === 'fail');
  if (!failed) return undefined;
  const endMs = nowMs() + limits.realMs;
  return findSmallestTraffic(
    failed,
    async (keep, transport) => {
      const { files } = request;
      const withoutTimeline = transport === 'fleet';
      const report = await run({ files, seed, checks: [failed.slug], keep, transport, withoutTimeline });
      return report.checks[0] as CheckReport;
    },
    { runCount: limits.runCount, isOver: () => nowMs() >= endMs },
    (keptCount, plannedCount) => onEvent({ kind: 'shrinking', seed, keptCount, plannedCount }),
  );
}

/** Runs a few seeds at once and gives them out in their order, so that the first that fails is the same on every machine. */
async function* inBatches(
  { fromSeed, seedCount }: SeedSearchRequest,
  run: (seed: number) => Promise<RunReport>,
): AsyncGenerator<readonly [number, RunReport]> {
  const seeds = Array.from({ length: seedCount }, (_, index) => fromSeed + index);
  // The first alone: many programs fail on every seed, and then nothing else was worth running.
  for (let at = 0; at < seeds.length; at += at === 0 ? 1 : BATCH_SIZE) {
    const batch = seeds.slice(at, at === 0 ? 1 : at + BATCH_SIZE);
    const reports = await Promise.all(batch.map(run));
    for (const [index, seed] of batch.entries()) yield [seed, reports[index] as RunReport];
  }
}

const hasPassed = ({ checks }: RunReport): boolean =>
  checks.length > 0 && checks.every(({ verdict }) => verdict === 'pass');

/** The first check on which the two runs of one seed are not the same. */
function findDisagreement(strict: RunReport, fleet: RunReport): Disagreement | undefined {
  for (const report of strict.checks) {
    const other = fleet.checks.find(({ slug }) => slug === report.slug);
    if (!other) continue;
    const isEqual = other.verdict === report.verdict && other.hash === report.hash;
    // One that had to be stopped in real time ends where the machine happened to be.
    if (isEqual || report.verdict === 'error') continue;
    const { check } = report;
    return {
      seed: strict.seed,
      check,
      strict: { verdict: report.verdict, hash: report.hash },
      fleet: { verdict: other.verdict, hash: other.hash },
    };
  }
  return undefined;
}
