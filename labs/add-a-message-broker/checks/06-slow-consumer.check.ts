/**
 * C6: mails take five seconds each. The mail service takes few messages in hand, the rest waits in the queue or in the log, and
 * all of it is worked off in the end.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { backlogStays, beginsEverything, takesEverything } from './slow-consumer-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { placeOrders } from './place-orders.ts';
import { readConsumers, readQueues } from './read-broker.ts';
import { readGroups } from './read-log.ts';
import { ordersWithoutMail } from './read-mails.ts';

const COUNT = 120;
const PER_SECOND = 20;
const MAILBOX_TAKES_MS = 5_000;
const LATER_TAKES_MS = 500;
const LOOK_EVERY_MS = 1_000;
/** A prefetch above this is none. */
const MOST_IN_HAND = 60;
const DRAINED_MS = 180_000;

export default defineShopCheck(async (bench) => {
  const takes = (latency: number) =>
    bench.toxic({ from: '*', to: 'mailbox' }, { type: 'latency', attributes: { latency } });
  const slow = await takes(MAILBOX_TAKES_MS);
  bench.progress(`${COUNT} orders, and a mail takes five seconds`);
  const [{ accepted }, most] = await Promise.all([
    placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND }),
    watchBacklog(bench),
  ]);
  const begunCount = mostBegunWithin(bench, MAILBOX_TAKES_MS);
  await slow.remove();
  const quicker = await takes(LATER_TAKES_MS);
  const fromMs = bench.nowMs();
  bench.progress('mails take half a second again, and the backlog drains');
  const missing = await ordersWithoutMail(bench, accepted, DRAINED_MS);
  const drainedMs = bench.nowMs() - fromMs;
  await quicker.remove();

  const held = `at most ${most.inHand} messages in hand, ${begunCount} mails at once, ${most.waiting} waiting`;
  if (most.inHand > MOST_IN_HAND) return fail(held, takesEverything(accepted, most, MOST_IN_HAND));
  if (begunCount > MOST_IN_HAND) return fail(held, beginsEverything(accepted, begunCount, MOST_IN_HAND));
  if (missing.length > 0) return fail(held, backlogStays(missing, accepted.length));
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  return pass(`${held}, worked off within ${drainedMs.toFixed(0)} ms`);
});

interface Most {
  inHand: number;
  waiting: number;
  queue: string;
}

/**
 * Looks once a second, while orders come, at the queues that somebody reads and at the groups of the log. A log hands nothing out:
 * whoever reads a record keeps nobody from it, so of a group only what waits is looked at.
 */
async function watchBacklog(bench: Bench): Promise<Most> {
  const most: Most = { inHand: 0, waiting: 0, queue: '' };
  for (let look = 0; look < (1_000 * COUNT) / PER_SECOND / LOOK_EVERY_MS; look++) {
    await bench.sleep(LOOK_EVERY_MS);
    const consumers = await readConsumers(bench);
    const isRead = new Set(consumers.map(({ queue }) => queue.name));
    for (const { lag } of await readGroups(bench)) most.waiting = Math.max(most.waiting, lag);
    for (const queue of await readQueues(bench)) {
      if (!isRead.has(queue.name)) continue;
      most.waiting = Math.max(most.waiting, queue.messages_ready);
      if (queue.messages_unacknowledged <= most.inHand) continue;
      most.inHand = queue.messages_unacknowledged;
      most.queue = queue.name;
    }
  }
  return most;
}

/** As each mail takes that long, so many of them were under way at the same time, whatever brought the orders there. */
function mostBegunWithin(bench: Bench, ms: number): number {
  const asked = bench.timeline().messages.filter(({ to, kind }) => to === 'mailbox' && kind === 'request');
  const begunAtMs = asked.filter(({ label }) => label.startsWith('POST')).map(({ sentAtMs }) => sentAtMs);
  const counts = begunAtMs.map((toMs) => begunAtMs.filter((atMs) => atMs <= toMs && atMs > toMs - ms).length);
  return Math.max(0, ...counts);
}
