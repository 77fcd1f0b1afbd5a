/**
 * C7: three instances of the mail service share the work. Without any fault each order has one mail, one parcel, and each instance
 * has done a part.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { eachInstanceAMail, mailedAgain, oneDoesEverything, sentByAnother } from './three-instances-messages.ts';
import { defineShopCheck, MAIL_SERVICE } from './open-shop.ts';
import { placeOrders, readPlaced } from './place-orders.ts';
import { ordersWithoutMail, readMails } from './read-mails.ts';
import { mailNeverCame, parcelNeverCame } from './shop-messages.ts';
import { waitFor } from './wait-for.ts';

const INSTANCE_COUNT = 3;
const COUNT = 60;
const PER_SECOND = 20;
const MAILBOX_TAKES_MS = 200;
/** A group of the log is divided anew when the last of its members has said that it is there: at its next heartbeat. */
const BEGIN_MS = 12_000;
const MAIL_MS = 60_000;
/** A second mail would have come by then. */
const SECOND_MAIL_MS = 5_000;

export default defineShopCheck(async (bench) => {
  const { accepted: earlier } = readPlaced(bench.history().filter(({ request }) => request.url.endsWith('/orders')));
  await bench.toxic({ from: '*', to: 'mailbox' }, { type: 'latency', attributes: { latency: MAILBOX_TAKES_MS } });
  bench.progress(`${INSTANCE_COUNT} instances of the mail service`);
  await bench.scale(MAIL_SERVICE, INSTANCE_COUNT);
  await bench.sleep(BEGIN_MS);
  const fromMs = bench.nowMs();
  const parcelCount = (await bench.ledger('carrier')).length;
  const { accepted } = await placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND });
  const missing = await ordersWithoutMail(bench, accepted, MAIL_MS);
  await bench.sleep(SECOND_MAIL_MS);
  const hasParcels = async () => (await bench.ledger('carrier')).length - parcelCount >= accepted.length;
  const areShipped = await waitFor(bench, hasParcels, MAIL_MS);

  const mails = await readMails(bench);
  const all = whoSentMails(bench, fromMs);
  const senders = new Set([...all].filter((name) => name.startsWith(MAIL_SERVICE)));
  const held = `${accepted.length} orders, mails sent by ${senders.size} of ${INSTANCE_COUNT} instances`;
  if (missing[0]) return fail(held, mailNeverCame(missing[0]));
  const twice = accepted.find(({ email }) => (mails.get(email) ?? 0) > 1);
  if (twice) return fail(held, eachInstanceAMail(twice, mails.get(twice.email) ?? 0));
  const again = earlier.find(({ email }) => (mails.get(email) ?? 0) > 1);
  if (again) return fail(held, mailedAgain(again, mails.get(again.email) ?? 0));
  if (!areShipped && accepted[0]) return fail(held, parcelNeverCame(accepted[0]));
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  if (senders.size < INSTANCE_COUNT && bench.timeline().droppedCount > 0)
    return inconclusive('There were more messages than the timeline keeps, so nobody can say who sent which mail.');
  if (senders.size === 0 && accepted[0]) return fail(held, sentByAnother(accepted[0], [...all]));
  if (senders.size < INSTANCE_COUNT) return fail(held, oneDoesEverything(accepted, [...senders]));
  return pass(held);
});

/** Processes that have asked the mailbox since there are three instances. */
function whoSentMails(bench: Bench, fromMs: number): ReadonlySet<string> {
  const asked = bench.timeline().messages.filter(({ to, kind, sentAtMs }) => {
    return to === 'mailbox' && kind === 'request' && sentAtMs >= fromMs;
  });
  return new Set(asked.map(({ from }) => from).filter((from) => from !== 'client'));
}
