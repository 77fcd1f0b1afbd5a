/**
 * C4: neither the broker nor the log can be reached while orders come; both are started again meanwhile, and another time the order
 * service is killed. Whoever was told yes has a mail in the end; to say no, and to say it honestly, is fine.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { acceptedAndForgotten, lostWithTheOrders, noAnswer } from './no-broker-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { type Placed, placeOrders } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';

const COUNT = 12;
const PER_SECOND = 4;
const BACK_MS = 10_000;
const LATE_MAIL_MS = 120_000;
/** Yes or no, but not nothing. */
const ANSWER_MS = 10_000;
const CARRIERS = ['broker', 'log'];

export default defineShopCheck(async (bench) => {
  const lost = await ordersWhileItRestarts(bench);
  const early = await ordersWithoutMail(bench, lost.accepted, LATE_MAIL_MS);

  const cut = await bench.partition([CARRIERS, bench.services]);
  const before = await orders(bench, 'before');
  bench.progress('the order service is killed, and started again');
  await bench.kill('orders');
  await bench.restart('orders');
  const after = await orders(bench, 'after');
  await cut.remove({ mayHaveMissed: true });

  bench.progress('the broker can be reached again');
  await bench.sleep(BACK_MS);
  const { accepted: later } = await placeOrders(bench, 'later', { count: COUNT, perSecond: PER_SECOND });
  const withoutBroker = [...lost.accepted, ...before.accepted, ...after.accepted];
  const accepted = [...withoutBroker, ...later];
  const missing = [...early, ...(await ordersWithoutMail(bench, accepted.slice(lost.accepted.length), LATE_MAIL_MS))];
  const held = `${withoutBroker.length} orders taken without a broker, ${accepted.length - missing.length} of ${accepted.length} with a mail`;
  if (missing.length > 0) {
    const isOfTheKill = missing.every((order) => before.accepted.includes(order));
    return fail(held, (isOfTheKill ? lostWithTheOrders : acceptedAndForgotten)(missing, accepted.length));
  }
  const operations = [lost, before, after].flatMap((placed) => placed.operations);
  const slowest = operations.toSorted((left, right) => tookMs(right) - tookMs(left))[0];
  const unanswered = operations.find((operation) => !operation.response || tookMs(operation) > ANSWER_MS);
  if (unanswered) return fail(held, noAnswer(unanswered, ANSWER_MS));
  if (later.length < COUNT / 2)
    return inconclusive(`Only ${later.length} of ${COUNT} orders were taken once the broker was back.`);
  return pass(`${held}, answers within ${slowest ? tookMs(slowest).toFixed(0) : 0} ms`);
});

const tookMs = ({ sentAtMs, endedAtMs }: Operation): number => endedAtMs - sentAtMs;

/** What was sent and has not arrived when the other side dies is gone: its connection is not there any more. */
async function ordersWhileItRestarts(bench: Bench): Promise<Placed> {
  const cut = await bench.partition([CARRIERS, ['orders']]);
  const placed = await orders(bench, 'unheard');
  for (const carrier of CARRIERS) await bench.kill(carrier);
  for (const carrier of CARRIERS) await bench.restart(carrier);
  await cut.remove({ mayHaveMissed: true });
  return placed;
}

function orders(bench: Bench, name: string): Promise<Placed> {
  bench.progress('orders while nobody reaches the broker');
  return placeOrders(bench, name, { count: COUNT, perSecond: PER_SECOND });
}
