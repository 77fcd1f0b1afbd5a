/**
 * C1: the mailbox is silent for half a minute and refuses for another. Every order is taken as fast as ever, and every one has
 * its mail in the end.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import { fail, inconclusive, type Judgement, pass } from '../../_kit/check.ts';
import { checkoutRefused, checkoutSlower, mailMissing, redeliveredWithoutPause } from './slow-mail-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { isAccepted, order, readPlaced } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';

const PER_SECOND = 2;
const BASELINE_COUNT = 30;
const AWAY_MS = 30_000;
const LATE_MAIL_MS = 120_000;
const MOST_TIMES_AS_LONG = 1.5;
/** Below this nobody can tell the difference, and a factor says nothing. */
const NOTHING_MS = 20;
/** Five in hand, each tried again every quarter of a second, makes twenty. */
const MOST_TRIES_PER_SECOND = 50;

export default defineShopCheck(async (bench) => {
  bench.progress('orders while everything is healthy');
  const healthy = await bench.traffic({
    count: BASELINE_COUNT,
    perSecond: PER_SECOND,
    request: (index) => order(bench, 'healthy', index),
  });
  if (!healthy.every(isAccepted)) return inconclusive('Orders were refused with everything healthy.');

  const silent = await bench.toxic(
    { from: '*', to: 'mailbox' },
    { type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } },
  );
  const whileSilent = await orders(bench, 'silent');
  await silent.remove({ mayHaveMissed: true });
  const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
  const refusingFromMs = bench.nowMs();
  const whileRefusing = await orders(bench, 'refusing');
  const triesPerSecond = countTries(bench, refusingFromMs) / (AWAY_MS / 1_000);
  await refusing.remove({ mayHaveMissed: true });

  return judge(bench, healthy, [...whileSilent, ...whileRefusing], triesPerSecond);
});

function orders(bench: Bench, mailbox: 'silent' | 'refusing'): Promise<readonly Operation[]> {
  bench.progress(`orders while the mailbox is ${mailbox}`);
  return bench.traffic({
    durationMs: AWAY_MS,
    perSecond: PER_SECOND,
    request: (index) => order(bench, mailbox, index),
  });
}

/** How often somebody ran to the door that was shut. */
const countTries = (bench: Bench, fromMs: number): number =>
  bench.timeline().messages.filter(({ to, kind, sentAtMs }) => {
    return to === 'mailbox' && kind === 'refused' && sentAtMs >= fromMs;
  }).length;

async function judge(
  bench: Bench,
  healthy: readonly Operation[],
  away: readonly Operation[],
  triesPerSecond: number,
): Promise<Judgement> {
  const { accepted } = readPlaced(away);
  const held = `${accepted.length} of ${away.length} orders taken while the mailbox was away`;
  const refused = away.find((operation) => !isAccepted(operation));
  if (refused) return fail(held, checkoutRefused(refused));

  const limitMs = Math.max(MOST_TIMES_AS_LONG * p95Ms(healthy), p95Ms(healthy) + NOTHING_MS);
  const slow = away.toSorted((left, right) => tookMs(right) - tookMs(left))[0];
  if (slow && p95Ms(away) > limitMs) {
    return fail(held, checkoutSlower(slow, { healthyMs: p95Ms(healthy), awayMs: p95Ms(away) }));
  }
  if (triesPerSecond > MOST_TRIES_PER_SECOND) return fail(held, redeliveredWithoutPause(triesPerSecond));
  bench.progress('the mailbox is back: every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  return missing.length > 0 ? fail(held, mailMissing(missing, accepted.length)) : pass(`${held}, each with its mail`);
}

const tookMs = ({ sentAtMs, endedAtMs }: Operation): number => endedAtMs - sentAtMs;

/** Of the times that requests took, the one that 95 of 100 do not exceed. */
function p95Ms(operations: readonly Operation[]): number {
  const times = operations.map(tookMs).toSorted((left, right) => left - right);
  return times[Math.ceil(0.95 * times.length) - 1] ?? 0;
}
