/**
 * Orders while mail is away: the mailbox refuses, the mail service is dead, the mail service is silent. Each order is taken as
 * ever, and each gets its mail afterwards, one.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import {
  type Asked,
  mailBlocksOrders,
  mailLost,
  mailTwice,
  retriesWithoutPause,
  tookMs,
  waitedForDead,
} from './isolation-messages.ts';
import type { OpenShop } from './open-shop.ts';
import { endedWithIt } from './process-messages.ts';
import { send } from './shop-customer.ts';
import { PATIENCE_MS } from './time-limits.ts';
import { waitFor } from './wait-for.ts';

const ORDER_LIMIT_MS = 2_000;
/** What is under way when somebody goes away has arrived by then. */
const CALM_MS = 200;
/** Time for the mail to be handed over, and for what repeats without a pause to show it. */
const HANDOVER_MS = 1_500;
const DOWN_MS = 5_000;
const MOST_TRIES = 100;
/** Pauses between tries may grow to half a minute. */
const DELIVERY_MS = 60_000;
const SECOND_MAIL_MS = 10_000;

interface Mail {
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

export async function withoutMail(bench: Bench, shop: OpenShop, mail: string): Promise<LearnerMessage | undefined> {
  const orders: Asked[] = [];
  const buy = async (state: string): Promise<LearnerMessage | undefined> => {
    bench.progress(`a customer orders while ${state}`);
    // No two orders are alike, so that a lost mail cannot hide behind one that came twice.
    const asked = await order(bench, shop, state, orders.length + 2);
    orders.push(asked);
    if (tookMs(asked) > ORDER_LIMIT_MS) return waitedForDead(asked, ORDER_LIMIT_MS);
    return asked.status === 201 ? undefined : mailBlocksOrders(asked);
  };

  // The mail of before may be on its way back: cut now, it would rightly be sent a second time.
  await bench.sleep(CALM_MS);
  const refusing = await bench.proxy({ from: mail, to: 'mailbox' }, { enabled: false });
  const handedOver = await buy('the mailbox refuses');
  if (handedOver) return handedOver;
  await bench.sleep(HANDOVER_MS);
  await bench.kill(mail);
  const message = (await buy(`\`${mail}\` is dead`)) ?? (await bereft(bench, mail, orders));
  if (message) return message;
  await refusing.remove({ mayHaveMissed: true });
  await bench.restart(mail);

  // What is sent arrives, and nobody hears so: it will be sent again.
  const silence = await bench.toxic({ from: '*', to: mail }, { type: 'timeout', attributes: { timeout: 0 } });
  const silent = await buy(`no answer of \`${mail}\` arrives`);
  await bench.sleep(HANDOVER_MS);
  await silence.remove({ mayHaveMissed: true });
  return silent ?? delivered(bench, shop, orders);
}

async function order(bench: Bench, { customer, bought }: OpenShop, state: string, quantity: number): Promise<Asked> {
  await send(bench, customer.put(bought.id, quantity));
  const reply = await send(bench, { ...customer.order(), timeoutMs: PATIENCE_MS });
  return { ...reply, route: 'POST /orders', state };
}

/** What the others do while the mail service stays down. */
async function bereft(bench: Bench, mail: string, orders: readonly Asked[]): Promise<LearnerMessage | undefined> {
  const sinceMs = bench.nowMs();
  await bench.sleep(DOWN_MS);
  const tries = bench.timeline().messages.filter(({ to, sentAtMs, from }) => {
    return to === mail && from !== mail && sentAtMs >= sinceMs;
  }).length;
  const ended = bench.services.find((service) => service !== mail && bench.status(service).state === 'exited');
  if (ended !== undefined) return endedWithIt(bench, mail, ended);
  const last = orders.at(-1)?.operation.id ?? '';
  return tries > MOST_TRIES ? retriesWithoutPause(mail, tries, DOWN_MS, last) : undefined;
}

async function delivered(bench: Bench, shop: OpenShop, orders: readonly Asked[]): Promise<LearnerMessage | undefined> {
  const { email } = shop.customer;
  const orderCount = orders.length + 1;
  const last = orders.at(-1)?.operation.id ?? '';
  const readMails = async (): Promise<readonly Mail[]> =>
    (await bench.ledger<Mail>('mailbox')).filter(({ to }) => to === email);
  const countDifferent = async (): Promise<number> =>
    new Set((await readMails()).map(({ subject, text }) => `${subject}\n${text}`)).size;
  bench.progress('everything is back; the mails should come');
  const areSent = await waitFor(bench, async () => (await countDifferent()) >= orderCount, DELIVERY_MS);
  if (!areSent) return mailLost(email, orderCount, await countDifferent(), last, DELIVERY_MS);
  await bench.sleep(SECOND_MAIL_MS);
  const mailCount = (await readMails()).length;
  return mailCount > orderCount ? mailTwice(email, orderCount, mailCount, last) : undefined;
}
