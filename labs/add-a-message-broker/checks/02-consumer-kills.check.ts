/**
 * C2: the mail service is killed ten times with work in hand. Nothing that was in its hands is lost.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { ackedTooEarly, noAckAtAll } from './consumer-kills-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { placeOrders, readPlaced } from './place-orders.ts';
import { readConsumers } from './read-broker.ts';
import { ordersWithoutMail, readMails } from './read-mails.ts';

const COUNT = 60;
const PER_SECOND = 4;
const KILL_COUNT = 10;
const ENOUGH_HITS = 5;
const LATE_MAIL_MS = 120_000;

export default defineShopCheck(async (bench) => {
  const consumers = await readConsumers(bench);
  bench.progress(`${COUNT} orders, and the mail service is killed ${KILL_COUNT} times`);
  const [{ accepted }, hitCount] = await Promise.all([
    placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND }),
    killAgainAndAgain(bench),
  ]);
  bench.progress('every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);

  const held = `${KILL_COUNT} kills, ${accepted.length - missing.length} of ${accepted.length} orders with a mail`;
  if (missing.length > 0) {
    const isAcked = consumers.some(({ ack_required }) => ack_required);
    const message = consumers.length > 0 && !isAcked ? noAckAtAll : ackedTooEarly;
    return fail(held, message(missing, accepted.length, KILL_COUNT));
  }
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  if (hitCount < ENOUGH_HITS)
    return inconclusive(`Only ${hitCount} of ${KILL_COUNT} kills came while a mail was on its way.`);
  return pass(held);
});

/** @returns How many of the kills came while somebody who had ordered had no mail yet. */
async function killAgainAndAgain(bench: Bench): Promise<number> {
  const gapMs = (1_000 * COUNT) / PER_SECOND / (KILL_COUNT + 1);
  let hitCount = 0;
  for (let kill = 0; kill < KILL_COUNT; kill++) {
    const waitMs = gapMs / 2 + bench.choose.integer(`pause before kill ${kill}`, 0, Math.floor(gapMs / 4));
    await bench.sleep(gapMs - waitMs);
    // What the mailbox does not take stays in hand.
    const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
    await bench.sleep(waitMs);
    if (await isAMailOwed(bench)) hitCount++;
    await bench.kill('notifications');
    await refusing.remove({ mayHaveMissed: true });
    await bench.restart('notifications');
  }
  return hitCount;
}

async function isAMailOwed(bench: Bench): Promise<boolean> {
  const mails = await readMails(bench);
  const orders = bench.history().filter(({ request }) => request.url.endsWith('/orders'));
  return readPlaced(orders).accepted.some(({ email }) => !mails.has(email));
}
