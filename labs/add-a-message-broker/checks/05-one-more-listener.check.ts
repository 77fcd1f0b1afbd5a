/**
 * C5: somebody whom the shop does not know listens too. It hears every order, and nobody in the shop loses one by it.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { listenerMisses, nobodyElseCanListen } from './one-more-listener-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { type Accepted, placeOrders } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';
import { mailNeverCame } from './shop-messages.ts';
import { waitFor } from './wait-for.ts';

const COUNT = 20;
const PER_SECOND = 10;
const HEARD_MS = 20_000;
const MAIL_MS = 30_000;

interface Heard {
  readonly text: string;
}

export default defineShopCheck(async (bench) => {
  bench.progress('one more service wants to know of orders');
  const { response } = await bench.request({ method: 'POST', url: 'http://listener/listen' });
  if (response?.status !== 200) return inconclusive('The listener could not listen to broker and log.');
  const places = JSON.parse(response.body) as readonly string[];

  const { accepted } = await placeOrders(bench, 'heard', { count: COUNT, perSecond: PER_SECOND });
  const unheard = await ordersUnheard(bench, accepted);
  const missing = await ordersWithoutMail(bench, accepted, MAIL_MS);
  const held = `${accepted.length - unheard.length} of ${accepted.length} orders heard by a service that the shop does not know`;
  if (accepted.length < COUNT / 2) return inconclusive(`Only ${accepted.length} of ${COUNT} orders were taken.`);
  if (missing[0]) return fail(held, mailNeverCame(missing[0]));
  const [first] = unheard;
  if (!first) return pass(held);
  return fail(
    held,
    unheard.length === accepted.length ? nobodyElseCanListen(first, places) : listenerMisses(unheard, accepted.length),
  );
});

/** An order was heard when a message names its customer, or its number. */
async function ordersUnheard(bench: Bench, accepted: readonly Accepted[]): Promise<readonly Accepted[]> {
  let unheard = accepted;
  await waitFor(
    bench,
    async () => {
      const texts = (await bench.ledger<Heard>('listener')).map(({ text }) => text);
      unheard = accepted.filter(({ email, orderId }) => !texts.some((text) => isNamed(text, email, orderId)));
      return unheard.length === 0;
    },
    HEARD_MS,
  );
  return unheard;
}

const isNamed = (text: string, email: string, orderId: string): boolean =>
  text.includes(email) || (orderId !== '' && text.split(/[^\w-]+/).includes(orderId));
