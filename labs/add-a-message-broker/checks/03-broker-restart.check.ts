/**
 * C3: mails wait in the broker or in the log, whatever carries them is killed and started again, and no mail is missing.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { lostInRestart, nobodyPublishes, nobodyReads, queueGone } from './broker-restart-messages.ts';
import { countWaiting } from './count-waiting.ts';
import { defineShopCheck } from './open-shop.ts';
import { placeOrders } from './place-orders.ts';
import { readQueues } from './read-broker.ts';
import { readGroups } from './read-log.ts';
import { ordersWithoutMail } from './read-mails.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 40;
const PER_SECOND = 10;
const HANDOVER_MS = 10_000;
const LATE_MAIL_MS = 120_000;
const LATER_COUNT = 5;
const LATER_MAIL_MS = 30_000;
/** Either may carry the messages; the one that nobody uses is not missed. */
const CARRIERS = ['broker', 'log'];

export default defineShopCheck(async (bench) => {
  const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
  bench.progress(`${COUNT} orders whose mails have to wait`);
  const { accepted } = await placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND });
  await bench.sleep(HANDOVER_MS);
  const before = await readQueues(bench);
  const waitingCount = (await countWaiting(bench)).reduce((sum, { count }) => sum + count, 0);

  bench.progress('the broker is killed, and started again');
  for (const carrier of CARRIERS) await bench.kill(carrier);
  for (const carrier of CARRIERS) await bench.restart(carrier);
  const after = await readQueues(bench);
  const gone = before.find(
    ({ name, messages_ready: ready }) => ready > 0 && !after.some((queue) => queue.name === name),
  );
  await refusing.remove({ mayHaveMissed: true });
  await waitFor(bench, () => isRead(bench), HANDOVER_MS);

  bench.progress('every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  const held = `${waitingCount} messages waited, ${accepted.length - missing.length} of ${accepted.length} orders with a mail`;
  if (missing.length > 0) {
    if (gone) return fail(held, queueGone(missing, gone.name));
    const waiting = (await countWaiting(bench)).find(({ readerCount }) => readerCount === 0);
    return fail(held, waiting ? nobodyReads(missing, waiting) : lostInRestart(missing, accepted.length));
  }
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  bench.progress('and so have those that are placed afterwards');
  const later = await placeOrders(bench, 'later', { count: LATER_COUNT, perSecond: PER_SECOND });
  const unheard = await ordersWithoutMail(bench, later.accepted, LATER_MAIL_MS);
  const lost = unheard[0]?.operation ?? (later.accepted.length === 0 ? later.operations[0] : undefined);
  return lost ? fail(held, nobodyPublishes(lost)) : pass(held);
});

const isRead = async (bench: Bench): Promise<boolean> =>
  (await readQueues(bench)).some(({ consumers }) => consumers > 0) ||
  (await readGroups(bench)).some(({ memberCount }) => memberCount > 0);
