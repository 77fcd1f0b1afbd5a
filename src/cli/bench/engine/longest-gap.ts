/**
 * How long a page's main thread was away at most: the longest time between two frames. Browser only.
 * @module
 */

/**
 * Milliseconds between the two frames that are farthest apart while `work` is under way.
 *
 * @example
 * const gapMs = await longestGapMs(() => runCrowd(runtime, crowd));
 */
export async function longestGapMs(work: () => Promise<unknown>): Promise<number> {
  let longestMs = 0;
  let lastMs = performance.now();
  const look = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  };
  let request = requestAnimationFrame(function watch() {
    look();
    request = requestAnimationFrame(watch);
  });
  await work();
  cancelAnimationFrame(request);
  // What is not over yet counts as well.
  look();
  return longestMs;
}
