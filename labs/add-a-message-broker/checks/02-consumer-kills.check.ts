/**
 * C2: the mail service is killed ten times with work in hand. Nothing that was in its hands is lost.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { ackedTooEarly, noAckAtAll } from './consumer-kills-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { type Placed, placeOrders } from './place-orders.ts';
import { readConsumers } from './read-broker.ts';
import { ordersWithoutMail } from './read-mails.ts';

const COUNT = 60;
const PER_SECOND = 4;
const KILL_COUNT = 10;
const MAILBOX_TAKES_MS = 300;
const ENOUGH_HITS = 5;
const LATE_MAIL_MS = 120_000;

export default defineShopCheck(async (bench) => {
  await bench.toxic({ from: '*', to: 'mailbox' }, { type: 'latency', attributes: { latency: MAILBOX_TAKES_MS } });
  const consumers = await readConsumers(bench);
  bench.progress(`${COUNT} orders, and the mail service is killed ${KILL_COUNT} times`);
  const [{ accepted }, hitCount] = await Promise.all([
    placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND }),
    killAgainAndAgain(bench),
  ]);
  bench.progress('every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  await bench.heal();

  const held = `${KILL_COUNT} kills, ${accepted.length - missing.length} of ${accepted.length} orders with a mail`;
  if (missing.length > 0) {
    const isAcked = consumers.some(({ ack_required }) => ack_required);
    const message = consumers.length > 0 && !isAcked ? noAckAtAll : ackedTooEarly;
    return fail(held, message(missing, accepted.length, KILL_COUNT));
  }
  if (accepted.length < COUNT / 2) return inconclusive(tooFew(accepted.length));
  if (hitCount < ENOUGH_HITS)
    return inconclusive(`Only ${hitCount} of ${KILL_COUNT} kills came while a mail was on its way.`);
  return pass(held);
});

const tooFew = (count: Placed['accepted']['length']): string => `Only ${count} of ${COUNT} orders were taken.`;

/** @returns How many of the kills came while a mail was on its way to the mailbox. */
async function killAgainAndAgain(bench: Bench): Promise<number> {
  const gapMs = (1_000 * COUNT) / PER_SECOND / (KILL_COUNT + 1);
  let hitCount = 0;
  for (let kill = 0; kill < KILL_COUNT; kill++) {
    await bench.sleep(gapMs / 2 + bench.choose.integer(`pause before kill ${kill}`, 0, Math.floor(gapMs / 2)));
    if (isAMailUnderWay(bench)) hitCount++;
    await bench.kill('notifications');
    await bench.restart('notifications');
  }
  return hitCount;
}

/** Asked for, and no answer has arrived: the mailbox's word may be on its way back. */
function isAMailUnderWay(bench: Bench): boolean {
  const { messages } = bench.timeline();
  const arrived = messages.filter(({ receivedAtMs }) => receivedAtMs !== undefined && receivedAtMs <= bench.nowMs());
  const answered = new Set(arrived.map(({ answers }) => answers));
  return messages.some(({ id, to, kind, from }) => {
    return to === 'mailbox' && from === 'notifications' && kind === 'request' && !answered.has(id);
  });
}
