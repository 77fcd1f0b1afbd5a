/**
 * C2: events come twice and out of order, and the stock service dies at each point between a message and its acknowledgement. Each
 * order takes its pieces once.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, type LearnerMessage, pass } from '../../_kit/check.ts';
import type { Announced } from './open-shop-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { asPublications, firstPublished, publish, reordered, withCopies } from './publish.ts';
import { readStock } from './read-shop.ts';
import { makeOrders, placed } from './shop-orders.ts';
import {
  type Difference,
  forgotAtRestart,
  lostInKill,
  stockMissing,
  takenAgain,
  takenTwice,
} from './stock-once-messages.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 20;
const PER_SECOND = 40;
const OLD_COUNT = 5;
/** Message, work and acknowledgement touch the outside less often than this. */
const MOST_POINTS = 6;
const CRASH_MS = 1_500;
const TAKEN_MS = 20_000;
/** What is taken a second time has been by then. */
const TWICE_MS = 2_000;
const FROM = { copies: 0, crashes: 100 };

type Stock = ReadonlyMap<string, number>;

export default defineShopCheck('stock', ['notifications', 'tracking'], async (bench) => {
  bench.progress(`${COUNT} orders, a fifth of them said twice, out of order`);
  const orders = makeOrders(bench, 'buyer', { from: FROM.copies, count: COUNT });
  const events = reordered(bench, 'buyers', withCopies(bench, 'buyers', orders.map(placed)));
  const before = await readStock(bench);
  const published = await publish(bench, asPublications(events), { perSecond: PER_SECOND });
  const copied = firstPublished(orders, published);
  const wrong = await difference(bench, before, copied);
  if (wrong) return fail('copies', wrong.taken > wrong.ordered ? takenTwice(wrong) : stockMissing(wrong));

  const crashed = await crashAtEachPoint(bench);
  if (crashed.message) return fail(`killed at ${crashed.hitCount} points`, crashed.message);

  bench.progress(`${OLD_COUNT} events from the beginning come once more`);
  const then = await readStock(bench);
  const old = copied.slice(0, OLD_COUNT);
  await publish(bench, asPublications(old.map(placed)));
  const again = await difference(bench, then, []);
  const held = `${copied.length} orders and ${crashed.hitCount} kills, each order’s pieces taken once`;
  const example = old.find(({ sku }) => sku === again?.sku);
  if (again && example) return fail(held, forgotAtRestart(example, again.taken));
  if (copied.length < COUNT / 2) return inconclusive(`Only ${copied.length} of ${COUNT} orders were announced.`);
  if (crashed.hitCount === 0)
    return inconclusive('The stock service touched nothing outside that it could be killed at.');
  return pass(held);
});

/** Waits until what was ordered is gone and a moment longer. @returns The first article of which more or less is gone. */
async function difference(
  bench: Bench,
  before: Stock | undefined,
  orders: readonly Announced[],
): Promise<Difference | undefined> {
  const find = async (): Promise<Difference | undefined> => {
    const now = await readStock(bench);
    return [...(before ?? [])]
      .map(([sku, available]) => {
        const ofIt = orders.filter((order) => order.sku === sku);
        const ordered = ofIt.reduce((sum, { quantity }) => sum + quantity, 0);
        return { sku, ordered, taken: available - (now?.get(sku) ?? available), example: ofIt[0] };
      })
      .find(({ ordered, taken }) => ordered !== taken);
  };
  await waitFor(bench, async () => (await find()) === undefined, orders.length === 0 ? 0 : TAKEN_MS);
  await bench.sleep(TWICE_MS);
  return find();
}

/** One order for each point, until there is no further point. */
async function crashAtEachPoint(bench: Bench): Promise<{ hitCount: number; message?: LearnerMessage }> {
  const orders = makeOrders(bench, 'crash', { from: FROM.crashes, count: MOST_POINTS });
  for (const [index, order] of orders.entries()) {
    bench.progress(`the stock service dies at point ${index + 1}`);
    const before = await readStock(bench);
    const point = bench.crashAt('stock', index + 1);
    const [announced] = firstPublished([order], await publish(bench, [{ event: placed(order) }]));
    await waitFor(bench, async () => point.hit() !== undefined, CRASH_MS);
    const hit = point.hit();
    point.disarm();
    if (!hit) return { hitCount: index };
    await bench.restart('stock');
    if (!announced) continue;
    const wrong = await difference(bench, before, [announced]);
    if (!wrong) continue;
    const say = wrong.taken > wrong.ordered ? takenAgain : lostInKill;
    return { hitCount: index + 1, message: say(announced, wrong.taken, hit.about) };
  }
  return { hitCount: MOST_POINTS };
}
