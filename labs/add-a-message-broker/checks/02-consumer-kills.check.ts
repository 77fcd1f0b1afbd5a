/**
 * C2: the mail service is killed ten times with work in hand, some of it for seconds, and then whoever books parcels as well. Nothing that was in
 * their hands is lost.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { ackedTooEarly, noAckAtAll, parcelsLost, queueGoneWithReader } from './consumer-kills-messages.ts';
import { countWaiting } from './count-waiting.ts';
import { backlogStays } from './slow-consumer-messages.ts';
import { defineShopCheck, MAIL_SERVICE } from './open-shop.ts';
import { type Accepted, order, placeOrders, readPlaced } from './place-orders.ts';
import { readConsumers, readQueues } from './read-broker.ts';
import { ordersWithoutMail, readMails } from './read-mails.ts';
import { waitForParcels } from './wait-for-parcels.ts';

const COUNT = 60;
const OTHERS_COUNT = 6;
const OVERTAKEN_MS = 2_000;
const MANY_TIMES = 10_000;
const PER_SECOND = 1.7;
const KILL_COUNT = 10;
const ENOUGH_HITS = 5;
const PAUSE_MS = 400;
const SHORT_HOLD_MS = { min: 700, max: 1_000 };
/** Long enough for whoever says "done" by the clock, or gives up after some tries. */
const LONG_HOLD_MS = 8_000;
const LONG_EVERY = 3;
/** By then the other side has seen that a connection broke. */
const BROKEN_MS = 100;
const LATE_MAIL_MS = 120_000;

export default defineShopCheck(async (bench) => {
  const consumers = await readConsumers(bench);
  const shipper = whoAskedTheCarrier(bench);
  const overtaken = await killWhileOneFails(bench);
  bench.progress(`${COUNT} orders, and the mail service is killed ${KILL_COUNT} times`);
  const [{ accepted: buyers }, kills] = await Promise.all([
    placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND }),
    killAgainAndAgain(bench, shipper),
  ]);
  const accepted = [...overtaken, ...buyers];
  bench.progress('every order has its mail and its parcel');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);

  const held = `${KILL_COUNT} kills, ${kills.hitCount} of them with a mail on its way, ${accepted.length - missing.length} of ${accepted.length} orders with a mail`;
  if (missing.length > 0) {
    const { goneQueue } = kills;
    if ((await countWaiting(bench)).some(({ count }) => count >= missing.length))
      return fail(held, backlogStays(missing, accepted.length));
    if (goneQueue !== undefined) return fail(held, queueGoneWithReader(missing, accepted.length, goneQueue));
    const isAcked = consumers.some(({ ack_required }) => ack_required);
    const message = consumers.length > 0 && !isAcked ? noAckAtAll : ackedTooEarly;
    return fail(held, message(missing, accepted.length, KILL_COUNT));
  }
  const { parcelCount, orderCount } = await waitForParcels(bench, LATE_MAIL_MS);
  if (parcelCount < orderCount) return fail(held, parcelsLost(accepted, { parcelCount, orderCount }));
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  if (kills.hitCount < ENOUGH_HITS)
    return inconclusive(`Only ${kills.hitCount} of ${KILL_COUNT} kills came while a mail was on its way.`);
  return pass(held);
});

/** One address fails while others do not: what is done for those says nothing about the one that is still in hand. */
async function killWhileOneFails(bench: Bench): Promise<readonly Accepted[]> {
  bench.progress('one address fails, others do not, and the mail service is killed');
  const unlucky = order(bench, 'unlucky', 0);
  const { email } = JSON.parse(String(unlucky.body)) as { readonly email: string };
  const failures = (times: number) =>
    bench.request({
      method: 'PUT',
      url: `http://mailbox/failures/${email}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ times }),
    });
  await failures(MANY_TIMES);
  const first = readPlaced(await bench.traffic({ count: 1, request: () => unlucky }));
  const { accepted: others } = await placeOrders(bench, 'lucky', { count: OTHERS_COUNT, perSecond: PER_SECOND });
  await bench.sleep(OVERTAKEN_MS);
  await bench.kill(MAIL_SERVICE);
  await failures(0);
  await bench.restart(MAIL_SERVICE);
  return [...first.accepted, ...others];
}

interface Kills {
  /** How many came while somebody who had ordered had no mail yet. */
  hitCount: number;
  /** One that held messages before a kill and was not there after it. */
  goneQueue: string | undefined;
}

async function killAgainAndAgain(bench: Bench, shipper: string | undefined): Promise<Kills> {
  const kills: Kills = { hitCount: 0, goneQueue: undefined };
  for (let kill = 0; kill < KILL_COUNT; kill++) {
    const shortMs = bench.choose.integer(`pause before kill ${kill}`, SHORT_HOLD_MS.min, SHORT_HOLD_MS.max);
    await bench.sleep(PAUSE_MS);
    // What mailbox and carrier do not take stays in hand.
    const refusing = [
      await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false }),
      await bench.proxy({ from: '*', to: 'carrier' }, { enabled: false }),
    ];
    const isLong = kill % LONG_EVERY === LONG_EVERY - 1;
    await bench.sleep(isLong ? LONG_HOLD_MS : shortMs);
    if (await isAMailOwed(bench)) kills.hitCount++;
    const before = await readQueues(bench);
    await bench.kill(MAIL_SERVICE);
    await bench.sleep(BROKEN_MS);
    const after = await readQueues(bench);
    kills.goneQueue ??= before.find(
      ({ name, messages }) => messages > 0 && !after.some((queue) => queue.name === name),
    )?.name;
    const victims = shipper !== undefined && isLong ? [shipper] : [];
    for (const victim of victims) await bench.kill(victim);
    for (const fault of refusing) await fault.remove({ mayHaveMissed: true });
    for (const victim of [MAIL_SERVICE, ...victims]) await bench.restart(victim);
  }
  return kills;
}

async function isAMailOwed(bench: Bench): Promise<boolean> {
  const mails = await readMails(bench);
  const orders = bench.history().filter(({ request }) => request.url.endsWith('/orders'));
  return readPlaced(orders).accepted.some(({ email }) => !mails.has(email));
}

/** The service that booked the first parcel; none when that was the mail service or the door of the shop. */
function whoAskedTheCarrier(bench: Bench): string | undefined {
  const asked = bench.timeline().messages.find(({ to, kind, label }) => {
    return to === 'carrier' && kind === 'request' && label.startsWith('POST');
  });
  const others = bench.services.filter((name) => name !== MAIL_SERVICE && name !== 'orders');
  return others.find((name) => asked?.from === name);
}
