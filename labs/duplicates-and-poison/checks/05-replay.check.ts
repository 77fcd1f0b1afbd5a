/**
 * C5: addresses refuse mails, the broker is killed, and one address after the other is mended. Replays send what was left undone, each
 * once, although one of the events came twice and a replay is interrupted and asked for again; what is still wrong is not lost, and no
 * other service hears of it.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import { fail, inconclusive, type LearnerMessage, pass } from '../../_kit/check.ts';
import type { Announced } from './open-shop-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { malformed, refuseMails } from './poison.ts';
import {
  didNothing,
  letterLost,
  lostInReplay,
  lostPoison,
  notSetAside,
  reachesOthers,
  refused,
  replayedTwice,
} from './replay-messages.ts';
import { firstPublished, publish, type Publication } from './publish.ts';
import { readLetters, readMails } from './read-shop.ts';
import { makeOrders, placed } from './shop-orders.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 3;
const SET_ASIDE_MS = 60_000;
const REPLAYED_MS = 20_000;
const CRASH_MS = 1_000;
/** A second mail would have come by then. */
const SECOND_MAIL_MS = 5_000;
/** Where it is killed: after the first letter was taken, and before three could be put back. */
const POINTS = { first: 3, last: 5 };
/** Whoever lost the broker has found it again by then. */
const CONNECTED_MS = 5_000;
const REPLAY: HttpRequest = {
  method: 'POST',
  url: 'http://notifications/replay',
  headers: { 'content-type': 'application/json' },
  body: '{}',
};

export default defineShopCheck('mail', ['tracking'], async (bench) => {
  const [broken, ...orders] = makeOrders(bench, 'buyer', { from: 0, count: COUNT + 1 });
  if (!broken) throw new RangeError('makeOrders gave none');
  for (const order of orders) await refuseMails(bench, order);
  bench.progress('an address refuses every mail, and one event is broken');
  const poison = malformed(bench, broken);
  const publications: readonly Publication[] = [
    poison,
    ...orders.map((order) => ({ event: placed(order) })),
    // The first of them twice.
    ...orders.slice(0, 1).map((order) => ({ event: placed(order) })),
  ];
  const published = await publish(bench, publications);
  const owed = firstPublished(orders, published);
  const isPoisonSent = published.some(({ publication }) => publication === poison);
  const texts = [...owed.map((order) => JSON.stringify(placed(order))), ...(isPoisonSent ? [poison.text] : [])];
  const [first, ...others] = owed;
  if (!first) return inconclusive('No order was announced.');
  const still = texts.filter((text) => text !== JSON.stringify(placed(first)));
  const isAside = await waitFor(bench, () => areThere(bench, texts), SET_ASIDE_MS);
  if (!isAside) return fail('before the replay', notSetAside(first));

  bench.progress('the broker is killed, and started again');
  await bench.kill('broker');
  await bench.restart('broker');
  await bench.sleep(CONNECTED_MS);
  if (!(await waitFor(bench, () => areThere(bench, texts), REPLAYED_MS))) return fail('a restart', letterLost(first));
  const ofStock = await countLetters(bench, 'stock');

  const held = `${owed.length} mails sent by the replays, each once`;
  const say = ({ order, count }: Wrong, none: (order: Announced) => LearnerMessage) =>
    fail(held, count > 1 ? replayedTwice(order, count) : none(order));
  bench.progress('one address is mended, and the replay begins');
  await refuseMails(bench, first, 0);
  const operation = await bench.request(REPLAY);
  if (operation.outcome !== 'ok' || (operation.response?.status ?? 500) >= 300) {
    return fail('the replay was not taken', refused(operation));
  }
  const undone = await notOnce(bench, [first]);
  if (undone) return say(undone, didNothing);
  if (!(await waitFor(bench, () => areThere(bench, still), SET_ASIDE_MS))) return fail(held, lostPoison(first));

  bench.progress('the others are mended, and the replay is interrupted');
  for (const order of others) await refuseMails(bench, order, 0);
  const interrupted = await interruptReplay(bench);
  await bench.request(REPLAY);
  const lost = await notOnce(bench, owed);
  if (lost) return say(lost, (order) => (interrupted ? lostInReplay(order, interrupted) : didNothing(order)));
  bench.progress('the same replay once more');
  await bench.request(REPLAY);
  await bench.sleep(SECOND_MAIL_MS);
  const again = await notOnce(bench, owed);
  if (again) return fail(held, replayedTwice(again.order, again.count));
  if (isPoisonSent) {
    const isKept = await waitFor(bench, () => areThere(bench, [poison.text]), REPLAYED_MS);
    if (!isKept) return fail(held, lostPoison(first));
  }
  const more = (await countLetters(bench, 'stock')) - ofStock;
  if (more > 0) return fail(held, reachesOthers(first, more));
  return pass(held);
});

/** 0 where there is no such queue, which C4 is about. */
const countLetters = async (bench: Bench, service: string): Promise<number> =>
  (await readLetters(bench, service))?.length ?? 0;

/** @returns At what the replay was interrupted, when it was. */
async function interruptReplay(bench: Bench): Promise<string | undefined> {
  const point = bench.crashAt('notifications', bench.choose.integer('point of the replay', POINTS.first, POINTS.last));
  await bench.request(REPLAY);
  await waitFor(bench, async () => point.hit() !== undefined, CRASH_MS);
  const hit = point.hit();
  point.disarm();
  if (!hit) return undefined;
  await bench.restart('notifications');
  // What the dead one had in hand is the broker's again.
  await bench.sleep(CRASH_MS);
  return hit.about;
}

async function areThere(bench: Bench, texts: readonly string[]): Promise<boolean> {
  const letters = await readLetters(bench, 'notifications');
  return texts.every((text) => letters?.some((letter) => letter.text === text));
}

interface Wrong {
  readonly order: Announced;
  /** Of its mails. */
  readonly count: number;
}

/** Waits until each has a mail, and a moment longer. */
async function notOnce(bench: Bench, orders: readonly Announced[]): Promise<Wrong | undefined> {
  const find = async () => {
    const mails = await readMails(bench);
    const counted = orders.map((order) => ({ order, count: mails.get(order.email)?.length ?? 0 }));
    return counted.find(({ count }) => count === 0) ?? counted.find(({ count }) => count > 1);
  };
  await waitFor(bench, async () => (await find()) === undefined, REPLAYED_MS);
  await bench.sleep(SECOND_MAIL_MS);
  return find();
}
