/**
 * C4: among other orders come a message that is broken, one of an unknown schema, and one whose address refuses every mail. They lie in
 * the dead-letter queue after at most five tries, with reason and original; what fails twice and then works is not among them, and
 * nobody else waits.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, type Judgement, type LearnerMessage, pass } from '../../_kit/check.ts';
import { firstPublished, publish, type Published } from './publish.ts';
import { defineShopCheck } from './open-shop.ts';
import type { Announced } from './open-shop-messages.ts';
import { delayP95Ms } from './mail-delay.ts';
import { malformed, ofUnknownSchema, refuseMails } from './poison.ts';
import { gaveUpTooEarly, othersWait, tooManyTries, unknownSchemaGuessed } from './poison-messages.ts';
import { type Poisoned, wrongLetter } from './poison-letters.ts';
import { readAttempts, readMails } from './read-shop.ts';
import { makeOrders, placed, type ShopOrder } from './shop-orders.ts';
import { waitFor } from './wait-for.ts';

const HEALTHY_COUNT = 20;
const COUNT = 40;
const PER_SECOND = 10;
const MOST_TRIES = 5;
const TRANSIENT_FAILURES = 2;
const MOST_TIMES_AS_LONG = 2;
const SET_ASIDE_MS = 60_000;
const FROM = { healthy: 0, others: 100 };
/** Which of the orders in the second run are special, early enough that others come behind them. */
const AT = { broken: 2, unknown: 4, refused: [3], transient: [1, 6] };

export default defineShopCheck('mail', [], async (bench) => {
  bench.progress('orders on a good day');
  const healthyOrders = makeOrders(bench, 'healthy', { from: FROM.healthy, count: HEALTHY_COUNT });
  const healthy = await publish(
    bench,
    healthyOrders.map((order) => ({ event: placed(order) })),
    { perSecond: PER_SECOND },
  );
  await haveMails(bench, firstPublished(healthyOrders, healthy));

  const orders = makeOrders(bench, 'buyer', { from: FROM.others, count: COUNT });
  for (const at of AT.refused) if (orders[at]) await refuseMails(bench, orders[at]);
  for (const at of AT.transient) if (orders[at]) await refuseMails(bench, orders[at], TRANSIENT_FAILURES);
  bench.progress('orders with poison among them');
  const published = await publish(
    bench,
    orders.map((order, index) => {
      if (index === AT.broken) return malformed(bench, order);
      return { event: index === AT.unknown ? ofUnknownSchema(order) : placed(order) };
    }),
    { perSecond: PER_SECOND },
  );
  return judge(bench, { healthy, orders, published });
});

interface Runs {
  readonly healthy: readonly Published[];
  /** Of the second run, and what was said of them. */
  readonly orders: readonly ShopOrder[];
  readonly published: readonly Published[];
}

async function judge(bench: Bench, { healthy, orders, published }: Runs): Promise<Judgement> {
  const isSpecial = (index: number) => [AT.broken, AT.unknown, ...AT.refused, ...AT.transient].includes(index);
  const find = (index: number): Published | undefined => published.find(({ operation }) => operation.index === index);
  const announced = firstPublished(orders, published);
  const at = (index: number): Announced | undefined =>
    announced.find(({ orderId }) => orderId === orders[index]?.orderId);

  const transient = AT.transient.flatMap((index) => at(index) ?? []);
  const others = published.filter(({ operation }) => !isSpecial(operation.index ?? 0));
  await haveMails(bench, [...transient, ...firstPublished(orders, others)]);
  const early = await withoutMail(bench, transient);
  const held = `${published.length} messages, ${others.length} of them in order`;
  if (early) return fail(held, gaveUpTooEarly(early));

  const poisoned: readonly Poisoned[] = [
    { of: find(AT.broken), what: 'broken', readers: ['notifications', 'stock', 'tracking'] },
    { of: find(AT.unknown), what: 'of schema 2', readers: ['notifications', 'stock', 'tracking'] },
    ...AT.refused.map((index): Poisoned => ({ of: find(index), what: 'refused', readers: ['notifications'] })),
  ];
  const guessed = at(AT.unknown);
  if (guessed && (await readMails(bench)).has(guessed.email)) return fail(held, unknownSchemaGuessed(guessed));
  const message =
    (await wrongLetter(bench, poisoned, SET_ASIDE_MS)) ??
    (await wrongPatience(
      bench,
      AT.refused.flatMap((index) => at(index) ?? []),
    ));
  if (message) return fail(held, message);

  const healthyMs = delayP95Ms(await readMails(bench), healthy);
  const othersMs = delayP95Ms(await readMails(bench), others);
  const measured = `95 of 100 mails within ${Math.round(othersMs)} ms beside poison, ${Math.round(healthyMs)} ms without`;
  if (othersMs > MOST_TIMES_AS_LONG * healthyMs) return fail(measured, othersWait(others, healthyMs, othersMs));
  if (published.length < COUNT / 2) return inconclusive(`Only ${published.length} of ${COUNT} messages were sent.`);
  return pass(measured);
}

async function wrongPatience(bench: Bench, refused: readonly Announced[]): Promise<LearnerMessage | undefined> {
  const attempts = await readAttempts(bench);
  const tried = refused.find(({ email }) => (attempts[email] ?? 0) > MOST_TRIES);
  return tried && tooManyTries(tried, attempts[tried.email] ?? 0);
}

async function withoutMail(bench: Bench, orders: readonly Announced[]): Promise<Announced | undefined> {
  const mails = await readMails(bench);
  return orders.find(({ email }) => !mails.has(email));
}

const haveMails = (bench: Bench, orders: readonly Announced[]): Promise<boolean> =>
  waitFor(bench, async () => (await withoutMail(bench, orders)) === undefined, SET_ASIDE_MS);
