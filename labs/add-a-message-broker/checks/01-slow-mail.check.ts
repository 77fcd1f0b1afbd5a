/**
 * C1: the mailbox is silent for half a minute and refuses for another. Every order is taken as fast as ever, and every one has
 * its mail in the end.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import { fail, inconclusive, type Judgement, pass } from '../../_kit/check.ts';
import {
  checkoutRefused,
  checkoutSlower,
  endedWithTheMailbox,
  mailMissing,
  redeliveredWithoutPause,
} from './slow-mail-messages.ts';
import { compareCheckouts, tookMs } from './compare-checkouts.ts';
import { countWaiting } from './count-waiting.ts';
import { backlogStays } from './slow-consumer-messages.ts';
import { defineShopCheck, MAIL_SERVICE } from './open-shop.ts';
import { isAccepted, order, readPlaced } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';

const PER_SECOND = 2;
const AWAY_PER_SECOND = 1;
const BASELINE_COUNT = 30;
const AWAY_MS = 30_000;
const LATE_MAIL_MS = 120_000;
const WATCH_MS = 2_000;
/** One order, tried again every fifty milliseconds, makes twenty. */
const MOST_TRIES_PER_SECOND = 50;

export default defineShopCheck(async (bench) => {
  bench.progress('orders while everything is healthy');
  const healthy = await bench.traffic({
    count: BASELINE_COUNT,
    perSecond: PER_SECOND,
    request: (index) => order(bench, 'healthy', index),
  });
  if (!healthy.every(isAccepted)) return inconclusive('Orders were refused with everything healthy.');

  const triesPerSecond = await countTriesPerSecond(bench);
  if (triesPerSecond > MOST_TRIES_PER_SECOND) return fail('', redeliveredWithoutPause(triesPerSecond));

  const silent = await bench.toxic(
    { from: '*', to: 'mailbox' },
    { type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } },
  );
  const whileSilent = await orders(bench, 'silent');
  await silent.remove({ mayHaveMissed: true });
  const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
  const whileRefusing = await orders(bench, 'refusing');
  await refusing.remove({ mayHaveMissed: true });

  return judge(bench, { healthy, away: [...whileSilent, ...whileRefusing], triesPerSecond });
});

function orders(bench: Bench, mailbox: 'silent' | 'refusing'): Promise<readonly Operation[]> {
  bench.progress(`orders while the mailbox is ${mailbox}`);
  return bench.traffic({
    durationMs: AWAY_MS,
    perSecond: AWAY_PER_SECOND,
    request: (index) => order(bench, mailbox, index),
  });
}

/** How often somebody runs to a door that is shut. */
async function countTriesPerSecond(bench: Bench): Promise<number> {
  bench.progress('one order while the mailbox refuses');
  const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
  const fromMs = bench.nowMs();
  await bench.traffic({ count: 1, request: (index) => order(bench, 'patient', index) });
  await bench.sleep(WATCH_MS);
  const { messages } = bench.timeline();
  const tries = messages.filter(
    ({ to, kind, sentAtMs }) => to === 'mailbox' && kind === 'refused' && sentAtMs >= fromMs,
  );
  await refusing.remove({ mayHaveMissed: true });
  return tries.length / (WATCH_MS / 1_000);
}

interface Measured {
  readonly healthy: readonly Operation[];
  readonly away: readonly Operation[];
  readonly triesPerSecond: number;
}

async function judge(bench: Bench, { healthy, away, triesPerSecond }: Measured): Promise<Judgement> {
  const { accepted } = readPlaced(away);
  const compared = compareCheckouts(bench, healthy, away);
  const { percent, healthyMs, awayMs, limitMs } = compared;
  const held = `${accepted.length} of ${away.length} orders taken while the mailbox was away, ${triesPerSecond} tries a second, ${percent} of 100 within ${awayMs.toFixed(1)} ms (healthy: ${healthyMs.toFixed(1)} ms)`;
  const refused = away.find((operation) => !isAccepted(operation));
  if (refused) return fail(held, checkoutRefused(refused));

  const slow = away.toSorted((left, right) => tookMs(right) - tookMs(left))[0];
  if (slow && awayMs > limitMs) return fail(held, checkoutSlower(slow, compared));
  bench.progress('the mailbox is back: every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  if (missing.length === 0) return pass(`${held}, each with its mail`);
  const { state, ending = 'it ended' } = bench.status(MAIL_SERVICE);
  if (state === 'exited') return fail(held, endedWithTheMailbox(missing, accepted.length, ending));
  const isLate = (await countWaiting(bench)).some(({ count }) => count >= missing.length);
  return fail(held, (isLate ? backlogStays : mailMissing)(missing, accepted.length));
}
