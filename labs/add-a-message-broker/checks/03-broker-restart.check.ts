/**
 * C3: mails wait in the broker, the broker is killed and started again, and no mail is missing.
 * @module
 */
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { lostInRestart, nobodyReads, queueGone } from './broker-restart-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { placeOrders } from './place-orders.ts';
import { readQueues } from './read-broker.ts';
import { ordersWithoutMail } from './read-mails.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 40;
const PER_SECOND = 10;
const HANDOVER_MS = 10_000;
const LATE_MAIL_MS = 120_000;

export default defineShopCheck(async (bench) => {
  const refusing = await bench.proxy({ from: '*', to: 'mailbox' }, { enabled: false });
  bench.progress(`${COUNT} orders whose mails have to wait`);
  const { accepted } = await placeOrders(bench, 'buyer', { count: COUNT, perSecond: PER_SECOND });
  await bench.sleep(HANDOVER_MS);
  const before = await readQueues(bench);
  const waitingCount = before.reduce((sum, queue) => sum + queue.messages_ready + queue.messages_unacknowledged, 0);

  bench.progress('the broker is killed, and started again');
  await bench.kill('broker');
  await bench.restart('broker');
  const after = await readQueues(bench);
  const gone = before.find(
    ({ name, messages_ready: ready }) => ready > 0 && !after.some((queue) => queue.name === name),
  );
  await refusing.remove({ mayHaveMissed: true });
  await waitFor(bench, async () => (await readQueues(bench)).some(({ consumers }) => consumers > 0), HANDOVER_MS);

  bench.progress('every order has its mail');
  const missing = await ordersWithoutMail(bench, accepted, LATE_MAIL_MS);
  const held = `${waitingCount} messages waited, ${accepted.length - missing.length} of ${accepted.length} orders with a mail`;
  if (missing.length > 0) {
    if (gone) return fail(held, queueGone(missing, gone.name));
    const waiting = (await readQueues(bench)).find(
      ({ messages_ready: ready, consumers }) => ready > 0 && consumers === 0,
    );
    return fail(held, waiting ? nobodyReads(missing, waiting) : lostInRestart(missing, accepted.length));
  }
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  return pass(held);
});
