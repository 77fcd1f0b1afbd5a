/**
 * From a failing check to the least traffic with which it still fails for the same reason. Each try is a run of its own
 * with the same seed; what is left is run strict before it is told. Runs wherever checks can be run.
 * @module
 */
import type { CheckReport } from './report.ts';
import type { SmallestTraffic } from './seed-search.ts';
import { shrinkList, type ShrinkBudget } from './shrink-list.ts';

/** Runs the failing check again with this part of its traffic; numbers count from 1. */
export type RunWithTraffic = (keep: readonly number[], transport: 'strict' | 'fleet') => Promise<CheckReport>;

/**
 * @param failed The strict run that failed.
 * @returns `undefined` when the check sent no traffic, gave no verdict, or fails otherwise as soon as some is left out.
 */
export async function findSmallestTraffic(
  failed: CheckReport,
  run: RunWithTraffic,
  budget: ShrinkBudget,
  onProgress: (keptCount: number, plannedCount: number) => void,
): Promise<SmallestTraffic | undefined> {
  const plannedCount = failed.traffic?.plannedCount ?? 0;
  if (plannedCount === 0 || !failed.message) return undefined;
  const isSame = (report: CheckReport): boolean => report.message?.id === failed.message?.id;
  const all = Array.from({ length: plannedCount }, (_, index) => index + 1);
  let keptCount = plannedCount;
  onProgress(keptCount, plannedCount);
  const { items, isMinimal, runCount } = await shrinkList(
    all,
    async (keep) => {
      const fails = isSame(await run(keep, 'fleet'));
      if (fails) keptCount = keep.length;
      onProgress(keptCount, plannedCount);
      return fails;
    },
    budget,
  );
  if (items.length === plannedCount) return undefined;
  const report = await run(items, 'strict');
  if (!isSame(report)) return undefined;
  return { plannedCount, keep: items, operations: report.traffic?.operations ?? [], isMinimal, runCount, report };
}
