/**
 * C6: a burst of orders with everything wrong that can be, beside one in which nothing is. Mails go out at no less than 60 % of the
 * speed, and several at a time.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { defineShopCheck } from './open-shop.ts';
import type { Announced } from './open-shop-messages.ts';
import { malformed, ofUnknownSchema, refuseMails } from './poison.ts';
import { asPublications, firstPublished, publish, type Published, reordered, withCopies } from './publish.ts';
import { readMails } from './read-shop.ts';
import { makeOrders, placed, type ShopOrder } from './shop-orders.ts';
import { oneAtATime, slowerUnderFaults } from './throughput-messages.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 160;
/** In one request to the publisher. */
const AT_ONCE = 40;
/** As `DELAY_MS` in lab.yaml. */
const MAIL_TAKES_MS = 100;
/** Two at a time need half of what one needs, and a little more. */
const LONGEST_MS = 0.65 * COUNT * MAIL_TAKES_MS;
const LEAST_SHARE = 0.6;
const TRANSIENT_FAILURES = 2;
const MAIL_MS = 120_000;
const FROM = { healthy: 0, faulty: 500 };
const AT = { broken: 5, unknown: 9, refused: 3, transient: [7, 20] };

export default defineShopCheck('mail', ['stock', 'tracking'], async (bench) => {
  bench.progress(`${COUNT} orders at once, on a good day`);
  const healthyOrders = makeOrders(bench, 'healthy', { from: FROM.healthy, count: COUNT });
  const healthy = await publish(bench, asPublications(healthyOrders.map(placed)), { size: AT_ONCE });
  const perSecond = await mailsPerSecond(bench, healthy, firstPublished(healthyOrders, healthy));
  const example = firstPublished(healthyOrders, healthy)[0];
  if (healthy.length < COUNT / 2 || !example) return inconclusive(`Only ${healthy.length} of ${COUNT} were announced.`);
  const tookMs = (1_000 * healthy.length) / perSecond;
  if (tookMs > LONGEST_MS)
    return fail(
      `${Math.round(perSecond)} mails a second`,
      oneAtATime(example, { count: COUNT, tookMs, longestMs: LONGEST_MS }),
    );

  bench.progress(`${COUNT} orders at once, with everything wrong that can be`);
  const orders = makeOrders(bench, 'buyer', { from: FROM.faulty, count: COUNT });
  const [refused, unknown, broken] = [orders[AT.refused], orders[AT.unknown], orders[AT.broken]];
  const transient = AT.transient.flatMap((at) => orders[at] ?? []);
  if (!refused || !unknown || !broken) throw new RangeError('makeOrders gave too few');
  await refuseMails(bench, refused);
  for (const order of transient) await refuseMails(bench, order, TRANSIENT_FAILURES);
  const special = new Set<ShopOrder>([refused, unknown, broken, ...transient]);
  const events = orders
    .filter((order) => order !== broken)
    .map((order) => (order === unknown ? ofUnknownSchema(order) : placed(order)));
  const burst = asPublications(reordered(bench, 'burst', withCopies(bench, 'burst', events)));
  // What fails comes first: so it is in somebody's hands while the others come.
  const begin = await publish(bench, [malformed(bench, broken), ...burst.slice(0, AT_ONCE)], { size: AT_ONCE + 1 });
  const faulty = [...begin, ...(await publish(bench, burst.slice(AT_ONCE), { size: AT_ONCE }))];
  const good = firstPublished(
    orders.filter((order) => !special.has(order)),
    faulty,
  );
  const faultyPerSecond = await mailsPerSecond(bench, faulty, good);
  const share = faultyPerSecond / perSecond;
  const held = `${Math.round(faultyPerSecond)} mails a second with faults, ${Math.round(perSecond)} without: ${Math.round(100 * share)} %`;
  if (share < LEAST_SHARE && good[0]) return fail(held, slowerUnderFaults(good[0], perSecond, faultyPerSecond));
  return pass(held);
});

/** From the first announcement to the last mail of these orders; 0 when one of them has none in the end. */
async function mailsPerSecond(
  bench: Bench,
  published: readonly Published[],
  orders: readonly Announced[],
): Promise<number> {
  await waitFor(
    bench,
    async () => {
      const mails = await readMails(bench);
      return orders.every(({ email }) => mails.has(email));
    },
    MAIL_MS,
  );
  const mails = await readMails(bench);
  const fromMs = Math.min(...published.map(({ atMs }) => atMs));
  const lastMs = Math.max(...orders.map(({ email }) => mails.get(email)?.[0]?.atMs ?? Number.POSITIVE_INFINITY));
  return (1_000 * orders.length) / (lastMs - fromMs);
}
