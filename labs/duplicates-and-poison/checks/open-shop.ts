/**
 * What every check of this lab begins with: the services listen, and one order that is said once and in order has its mail, takes its
 * pieces, and is heard of, as far as the check is about it. So a check has seen success before it looks for failure.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { type Check, defineCheck, fail, inconclusive, type Judgement, type LearnerMessage } from '../../_kit/check.ts';
import { mailNeverCame, statusNeverCame, stockNeverFell } from './open-shop-messages.ts';
import { firstPublished, publish, type Published } from './publish.ts';
import { readMails, readStatus, readStock } from './read-shop.ts';
import { eventOf, makeOrders, type ShopOrder, TYPES } from './shop-orders.ts';
import { waitFor } from './wait-for.ts';

/** Whoever wants to listen does so by then. */
const BEGIN_MS = 2_000;
const DONE_MS = 20_000;
/** Before all others of a check. */
const FIRST_FROM = -1;

type Effect = 'mail' | 'stock' | 'status';

/** Services that a check may do without. */
type Unused = 'notifications' | 'stock' | 'tracking';

/**
 * Declares a check that begins with a shop in which this works.
 *
 * @param without Services that have no part in it and are stopped, which makes the run shorter. Their queues stay.
 */
export const defineShopCheck = (
  effect: Effect,
  without: readonly Unused[],
  run: (bench: Bench) => Promise<Judgement>,
): Check => defineCheck({ run: async (bench) => (await open(bench, effect, without)) ?? run(bench) });

async function open(bench: Bench, effect: Effect, without: readonly Unused[]): Promise<Judgement | undefined> {
  await bench.sleep(BEGIN_MS);
  for (const service of without.filter((name) => bench.services.includes(name))) await bench.kill(service);
  bench.progress('one order, said once and in order');
  const orders = makeOrders(bench, 'first', { from: FIRST_FROM, count: 1 });
  const before = effect === 'stock' ? await readStock(bench) : undefined;
  const published: Published[] = [];
  for (const order of orders) {
    for (const version of TYPES.keys()) {
      published.push(...(await publish(bench, [{ event: eventOf(order, version + 1) }])));
    }
  }
  const [first] = firstPublished(orders, published);
  if (!first) return inconclusive('The publisher did not reach the broker.');
  const isDone = await waitFor(bench, () => has(bench, effect, first, before), DONE_MS);
  return isDone ? undefined : fail('an order without its consequence', messages[effect](first));
}

async function has(
  bench: Bench,
  effect: Effect,
  { email, orderId, sku, quantity }: ShopOrder,
  before: ReadonlyMap<string, number> | undefined,
): Promise<boolean> {
  if (effect === 'mail') return (await readMails(bench)).has(email);
  if (effect === 'status') return (await readStatus(bench, orderId)) !== undefined;
  const left = (await readStock(bench))?.get(sku);
  return left !== undefined && before?.get(sku) === left + quantity;
}

const messages = { mail: mailNeverCame, stock: stockNeverFell, status: statusNeverCame } satisfies Record<
  Effect,
  (order: never) => LearnerMessage
>;
