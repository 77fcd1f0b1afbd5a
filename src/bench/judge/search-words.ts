/**
 * What a search for a failing seed is doing and has found, in sentences; the page and the terminal say the same. Pure.
 * @module
 */
import type {
  Disagreement,
  SeedSearchEvent,
  SeedSearchReport,
  SeedSearchRequest,
  SmallestTraffic,
} from './seed-search.ts';

/** More operations than this are told by their number. */
const NAMED_OPERATIONS = 8;

/**
 * @example
 * describeSearchProgress({ kind: 'seed-passed', seed: 37, passedCount: 37 }, request) // '37 of 200 seeds passed so far'
 */
export function describeSearchProgress(
  event: SeedSearchEvent,
  { seedCount }: Pick<SeedSearchRequest, 'seedCount'>,
): string {
  switch (event.kind) {
    case 'seed-passed':
      return `${event.passedCount} of ${seedCount} seeds passed so far`;
    case 'replaying':
      return `Seed ${event.seed} did not pass in a fast run; running it again with each service on its own`;
    case 'shrinking':
      return event.keptCount === event.plannedCount
        ? `Seed ${event.seed} did not pass; looking for the fewest of its ${event.plannedCount} requests that are enough`
        : `Seed ${event.seed} did not pass; ${event.keptCount} of ${event.plannedCount} requests are enough so far`;
  }
}

/**
 * One sentence on the whole search.
 *
 * @example
 * describeSearch(report) // 'Seed 38 did not pass; the 37 seeds before it passed.'
 */
export function describeSearch(report: SeedSearchReport): string {
  const { fromSeed, triedCount, passedCount, found, disagreement } = report;
  if (!found) {
    return `${passedCount} of ${triedCount} seeds passed, ${fromSeed} to ${fromSeed + triedCount - 1}. That is evidence, not proof.`;
  }
  const what = disagreement ? 'gave two different runs' : 'did not pass';
  if (passedCount === 0) return `Seed ${found.seed}, the first one tried, ${what}.`;
  return `Seed ${found.seed} ${what}; ${passedCount === 1 ? 'the seed before it' : `the ${passedCount} seeds before it`} passed.`;
}

/**
 * @example
 * describeSmallest(smallest) // '3 of 200 requests are enough: r-1, r-7, r-8. When any one of them is left out, it no longer fails this way.'
 */
export function describeSmallest({ plannedCount, keep, operations, isMinimal, runCount }: SmallestTraffic): string {
  if (keep.length === 0) {
    return `None of the ${plannedCount} requests of its traffic is needed: it fails the same way without them.`;
  }
  const names = operations.length <= NAMED_OPERATIONS ? `: ${operations.join(', ')}` : '';
  const enough = `${keep.length} of ${plannedCount} requests ${keep.length === 1 ? 'is' : 'are'} enough${names}.`;
  if (!isMinimal) return `${enough} The search ended after ${runCount} runs; fewer may do.`;
  return keep.length === 1
    ? `${enough} When it is left out, the check no longer fails this way.`
    : `${enough} When any one of them is left out, it no longer fails this way.`;
}

/** Why two runs of one seed can differ, and what that means for a real system. */
export function describeDisagreement({ check, strict, fleet }: Disagreement): string {
  const seen =
    strict.verdict === fleet.verdict
      ? `${check} came to the same verdict by different events`
      : `${check} ended as “${strict.verdict}” with each service on its own and as “${fleet.verdict}” with all of them in one thread`;
  return `${seen}. Services that differ so share something that real processes do not, such as a global variable.`;
}
