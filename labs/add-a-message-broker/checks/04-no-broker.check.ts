/**
 * C4: neither the broker nor the log can be reached while orders come, and the order service is killed meanwhile. Whoever was told yes has a mail
 * in the end; to say no, and to say it honestly, is fine.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { acceptedAndForgotten, lostWithTheOrders } from './no-broker-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { type Accepted, placeOrders } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';

const COUNT = 20;
const PER_SECOND = 4;
const BACK_MS = 10_000;
const LATE_MAIL_MS = 120_000;

export default defineShopCheck(async (bench) => {
  const cut = await bench.partition([['broker', 'log'], bench.services]);
  const before = await orders(bench, 'before');
  bench.progress('the order service is killed, and started again');
  await bench.kill('orders');
  await bench.restart('orders');
  const after = await orders(bench, 'after');
  await cut.remove({ mayHaveMissed: true });

  bench.progress('the broker can be reached again');
  await bench.sleep(BACK_MS);
  const { accepted: later } = await placeOrders(bench, 'later', { count: COUNT, perSecond: PER_SECOND });
  const accepted = [...before, ...after, ...later];
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  const held = `${before.length + after.length} orders taken without a broker, ${accepted.length - missing.length} of ${accepted.length} with a mail`;
  if (missing.length > 0) {
    const isOfTheKill = missing.every((order) => before.includes(order));
    return fail(held, (isOfTheKill ? lostWithTheOrders : acceptedAndForgotten)(missing, accepted.length));
  }
  if (later.length < COUNT / 2)
    return inconclusive(`Only ${later.length} of ${COUNT} orders were taken once the broker was back.`);
  return pass(held);
});

async function orders(bench: Bench, name: string): Promise<readonly Accepted[]> {
  bench.progress('orders while nobody reaches the broker');
  return (await placeOrders(bench, name, { count: COUNT, perSecond: PER_SECOND })).accepted;
}
