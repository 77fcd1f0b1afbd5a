/**
 * C1: events come twice and out of order; the mail service dies while a mail is on its way, and again when the mail was sent and the
 * answer was not heard; after that old events come once more. Each order has one mail.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, type Judgement, pass } from '../../_kit/check.ts';
import type { Announced } from './open-shop-messages.ts';
import { mailMissing, mailedAfterKill, mailedAfterRestart, mailedTwice, neverMailed } from './one-mail-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { asPublications, firstPublished, publish, reordered, withCopies } from './publish.ts';
import { readMails } from './read-shop.ts';
import { makeOrders, placed } from './shop-orders.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 20;
const PER_SECOND = 40;
const IN_HAND_COUNT = 3;
const OLD_COUNT = 5;
/** The mailbox has taken a mail by then, and whoever waits for its answer still waits. */
const UNDER_WAY_MS = 600;
const MAIL_MS = 60_000;
/** A second mail would have come by then. */
const SECOND_MAIL_MS = 5_000;
const FROM = { copies: 0, before: 100, after: 200 };

export default defineShopCheck('mail', ['stock', 'tracking'], async (bench) => {
  bench.progress(`${COUNT} orders, a fifth of them said twice, out of order`);
  const orders = makeOrders(bench, 'buyer', { from: FROM.copies, count: COUNT });
  const events = reordered(bench, 'buyers', withCopies(bench, 'buyers', orders.map(placed)));
  const copied = firstPublished(orders, await publish(bench, asPublications(events), { perSecond: PER_SECOND }));
  await haveMails(bench, copied);
  await bench.sleep(SECOND_MAIL_MS);
  const twice = await mailedMoreThanOnce(bench, copied);

  bench.progress('the mail service dies while mails are on their way');
  const lost = await killWithMailsUnderWay(bench, 'lost', 'upstream');
  bench.progress('the mail service dies after mails were sent');
  const unheard = await killWithMailsUnderWay(bench, 'unheard', 'downstream');
  await haveMails(bench, [...lost, ...unheard]);

  bench.progress(`${OLD_COUNT} events from the beginning come once more`);
  const old = copied.filter((order) => !twice.includes(order)).slice(0, OLD_COUNT);
  await publish(bench, asPublications(old.map(placed)));
  await bench.sleep(SECOND_MAIL_MS);
  return judge(bench, { copied, twice, old, lost, unheard });
});

interface Phases {
  readonly copied: readonly Announced[];
  /** Of `copied`, before anything was killed. */
  readonly twice: readonly Announced[];
  readonly old: readonly Announced[];
  readonly lost: readonly Announced[];
  readonly unheard: readonly Announced[];
}

async function judge(bench: Bench, { copied, twice, old, lost, unheard }: Phases): Promise<Judgement> {
  const mails = await readMails(bench);
  const all = [...copied, ...lost, ...unheard];
  const isMissing = ({ email }: Announced) => !mails.has(email);
  const countOf = ({ email }: Announced) => mails.get(email)?.length ?? 0;
  const isDouble = (order: Announced) => countOf(order) > 1;
  const held = `${all.filter((order) => countOf(order) === 1).length} of ${all.length} orders with one mail`;

  if (twice[0]) return fail(held, mailedTwice(twice[0], countOf(twice[0])));
  const neverCame = copied.find(isMissing);
  if (neverCame) return fail(held, mailMissing(neverCame));
  const notAnyMore = [...lost, ...unheard].find(isMissing);
  if (notAnyMore) return fail(held, neverMailed(notAnyMore));
  const again = old.find(isDouble);
  if (again) return fail(held, mailedAfterRestart(again));
  const killed = [...unheard, ...lost].find(isDouble);
  if (killed) return fail(held, mailedAfterKill(killed, countOf(killed)));
  const late = copied.find(isDouble);
  if (late) return fail(held, mailedTwice(late, countOf(late)));
  if (copied.length < COUNT / 2) return inconclusive(`Only ${copied.length} of ${COUNT} orders were announced.`);
  return pass(held);
}

/** @param stream What the network loses before the kill: the mails, or the mailbox's answers to them. */
async function killWithMailsUnderWay(
  bench: Bench,
  name: 'lost' | 'unheard',
  stream: 'upstream' | 'downstream',
): Promise<readonly Announced[]> {
  const from = name === 'lost' ? FROM.before : FROM.after;
  const orders = makeOrders(bench, name, { from, count: IN_HAND_COUNT });
  const silent = await bench.toxic(
    { from: 'notifications', to: 'mailbox' },
    { type: 'timeout', stream, attributes: { timeout: 0 } },
  );
  const announced = firstPublished(orders, await publish(bench, asPublications(orders.map(placed))));
  await bench.sleep(UNDER_WAY_MS);
  await bench.kill('notifications');
  await silent.remove({ mayHaveMissed: true });
  await bench.restart('notifications');
  return announced;
}

async function haveMails(bench: Bench, orders: readonly Announced[]): Promise<void> {
  await waitFor(
    bench,
    async () => {
      const mails = await readMails(bench);
      return orders.every(({ email }) => mails.has(email));
    },
    MAIL_MS,
  );
}

async function mailedMoreThanOnce(bench: Bench, orders: readonly Announced[]): Promise<readonly Announced[]> {
  const mails = await readMails(bench);
  return orders.filter(({ email }) => (mails.get(email)?.length ?? 0) > 1);
}
