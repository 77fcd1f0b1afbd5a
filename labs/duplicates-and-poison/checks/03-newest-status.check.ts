/**
 * C3: what happens to orders is said out of order and partly twice, the clocks of those who say it differ, and the tracking dies with
 * events in hand. Each order ends at its highest version.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, type LearnerMessage, pass } from '../../_kit/check.ts';
import { olderClockWon, statusStuck, type Told, wentBack } from './newest-status-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { asPublications, firstPublished, publish, type Published, reordered, withCopies } from './publish.ts';
import { readStatus } from './read-shop.ts';
import { eventOf, makeOrders, type ShopEvent, type ShopOrder, TYPES } from './shop-orders.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 10;
const PER_SECOND = 60;
/** In the middle of the events. */
const KILL_AFTER_MS = 350;
const HEARD_MS = 20_000;
const LATER_MS = 2_000;

export default defineShopCheck('status', ['notifications', 'stock'], async (bench) => {
  const orders = makeOrders(bench, 'parcel', { from: 0, count: COUNT });
  bench.progress(`${COUNT} orders on their way, news of them out of order and some of it twice`);
  const [published] = await Promise.all([
    publish(bench, asPublications(news(bench, orders)), { perSecond: PER_SECOND }),
    killMeanwhile(bench),
  ]);
  const told = await readTold(bench, orders, published);
  const held = `${told.filter(({ isNewest }) => isNewest).length} of ${told.length} orders at their highest version`;
  const wrong = told.find(isWrong);
  if (wrong) return fail(held, explain(told, wrong));
  if (told.length < COUNT / 2) return inconclusive(`Only ${told.length} of ${COUNT} orders were heard of.`);
  return pass(held);
});

/** The first order backwards, the others as the network brings them. */
function news(bench: Bench, [first, ...others]: readonly ShopOrder[]): readonly ShopEvent[] {
  const events = others.flatMap((order) => TYPES.map((_, index) => eventOf(order, index + 1)));
  const backwards = first ? TYPES.map((_, index) => eventOf(first, TYPES.length - index)) : [];
  return [...backwards, ...reordered(bench, 'news', withCopies(bench, 'news', events))];
}

async function killMeanwhile(bench: Bench): Promise<void> {
  await bench.sleep(KILL_AFTER_MS);
  await bench.kill('tracking');
  await bench.restart('tracking');
}

async function readTold(
  bench: Bench,
  orders: readonly ShopOrder[],
  published: readonly Published[],
): Promise<readonly Told[]> {
  const announced = firstPublished(orders, published);
  const read = async (): Promise<readonly Told[]> => {
    const told: Told[] = [];
    for (const order of announced) {
      const events = published.flatMap(({ publication }) =>
        'event' in publication && publication.event.orderId === order.orderId ? [publication.event] : [],
      );
      const newest = events.reduce((left, right) => (right.version > left.version ? right : left));
      const status = (await readStatus(bench, order.orderId))?.status;
      told.push({ order, events, newest, status, isNewest: status === statusOf(newest) });
    }
    return told;
  };
  await waitFor(bench, async () => (await read()).every(({ isNewest }) => isNewest), HEARD_MS);
  await bench.sleep(LATER_MS);
  return read();
}

const statusOf = (event: ShopEvent | undefined): string | undefined => event?.type.replace('order.', '');

/**
 * The reason is found in what all of them are: that of the last to come, that of the latest time, or neither. One alone says little: what
 * was dropped leaves the last one that was not.
 */
function explain(told: readonly Told[], wrong: Told): LearnerMessage {
  const isLast = ({ events, status }: Told) => lastOf(events).some((event) => status === statusOf(event));
  const isLatest = ({ events, status }: Told) => status === statusOf(latestOf(events));
  const latest = latestOf(wrong.events);
  if (told.every(isLast)) return wentBack(wrong);
  return latest && told.every(isLatest) ? olderClockWon(wrong, latest) : statusStuck(wrong);
}

const isWrong = ({ isNewest }: Told): boolean => !isNewest;

/** The last to come, with copies and without them. */
function lastOf(events: readonly ShopEvent[]): readonly (ShopEvent | undefined)[] {
  const firstCopies = events.filter(({ id }, index) => events.findIndex((event) => event.id === id) === index);
  return [events.at(-1), firstCopies.at(-1)];
}

const latestOf = (events: readonly ShopEvent[]): ShopEvent | undefined =>
  events.toSorted((left, right) => right.occurredAt.localeCompare(left.occurredAt))[0];
