/**
 * Lets virtual time pass until something is so.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Looks at once, then after pauses that grow.
 *
 * @returns Whether it came to be so within `limitMs`.
 *
 * @example
 * await waitFor(bench, async () => (await bench.ledger('mailbox')).length === 1, 20_000)
 */
export async function waitFor(bench: Bench, isSo: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const untilMs = bench.nowMs() + limitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    if (await isSo()) return true;
    const leftMs = untilMs - bench.nowMs();
    if (leftMs <= 0) return false;
    await bench.sleep(Math.min(pauseMs, leftMs));
  }
}
