/**
 * Which mails went out, by the address that they went to.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { Accepted } from './place-orders.ts';
import { waitFor } from './wait-for.ts';

export async function readMails(bench: Bench): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { to } of await bench.ledger<{ readonly to: string }>('mailbox')) {
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}

/** Waits until each of these orders has a mail. @returns Those that have none after `limitMs`. */
export async function ordersWithoutMail(
  bench: Bench,
  accepted: readonly Accepted[],
  limitMs: number,
): Promise<readonly Accepted[]> {
  let missing: readonly Accepted[] = accepted;
  await waitFor(
    bench,
    async () => {
      const mails = await readMails(bench);
      missing = missing.filter(({ email }) => !mails.has(email));
      return missing.length === 0;
    },
    limitMs,
  );
  return missing;
}
