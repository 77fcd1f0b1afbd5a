/**
 * Works through a list with a few workers at a time. Pure.
 * @module
 */

/**
 * Calls `work` for each item, `laneCount` at a time, and resolves with the results in the order of the items. Rejects with
 * the first error, after the work under way has ended.
 *
 * @example
 * await inLanes([1, 2, 3], 2, async (seed) => seed * 2) // [2, 4, 6]
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  laneCount: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let isStopped = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !isStopped) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as Item, index);
      } catch (error) {
        isStopped = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: laneCount }, lane));
  const failed = lanes.find((ended) => ended.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}
