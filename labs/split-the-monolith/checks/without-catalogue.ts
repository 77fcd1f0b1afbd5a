/**
 * The shop while its catalogue is dead, and while it is silent: what was bought is shown as it was bought, what needs the
 * catalogue says so soon, and nothing is made up.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { buying, LATEST_MS, mustAnswer, pastOrders, type Probe, reading, SOON_MS } from './catalogue-probes.ts';
import { tookMs, waitedForDead } from './isolation-messages.ts';
import type { OpenShop } from './open-shop.ts';
import { send, visitor } from './shop-customer.ts';
import { PATIENCE_MS } from './time-limits.ts';
import { waitFor } from './wait-for.ts';

const BACK_MS = 30_000;

export async function withoutCatalogue(
  bench: Bench,
  shop: OpenShop,
  catalogue: string,
): Promise<LearnerMessage | undefined> {
  const { customer, staff, bought } = shop;
  // Something of each kind is there before: a cart, and an order.
  await send(bench, customer.put(bought.id, 1));

  bench.progress(`the shop while ${catalogue} is dead`);
  await bench.kill(catalogue);
  const dead = `\`${catalogue}\` was dead`;
  const message = (await ask(bench, reading(shop, SOON_MS), dead)) ?? (await ask(bench, buying(shop), dead));
  if (message) return message;
  await bench.restart(catalogue);
  const isBack = await waitFor(bench, async () => (await send(bench, visitor.products())).status === 200, BACK_MS);
  if (!isBack) return undefined;

  bench.progress('a name and a price change, and the orders of before are read again');
  const change = { name: `${bought.name}, new edition`, priceCents: bought.priceCents + 1_000 };
  await send(bench, staff.change(bought.id, change));
  await send(bench, customer.put(bought.id, 1));
  const up = await ask(bench, pastOrders(shop), 'everything was up');
  if (up) return up;

  bench.progress(`the shop while ${catalogue} is silent`);
  const silence = await bench.toxic(
    { from: '*', to: catalogue },
    { type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } },
  );
  const silent = `\`${catalogue}\` took connections and said nothing`;
  const others: readonly Probe[] = [
    { route: 'GET /stock', request: visitor.stock(), limitMs: LATEST_MS, judge: mustAnswer },
    { route: 'GET /users/me', request: customer.me(), limitMs: LATEST_MS, judge: mustAnswer },
  ];
  const waited =
    (await ask(bench, [...reading(shop, LATEST_MS), ...others], silent)) ?? (await ask(bench, buying(shop), silent));
  await silence.remove({ mayHaveMissed: true });
  return waited;
}

/** Asks everything at once; the first that is not as promised, in the order of the probes. */
async function ask(bench: Bench, probes: readonly Probe[], state: string): Promise<LearnerMessage | undefined> {
  const judged = probes.map(async ({ route, request, limitMs, judge }) => {
    const asked = { ...(await send(bench, { ...request, timeoutMs: PATIENCE_MS })), route, state };
    return tookMs(asked) > limitMs ? waitedForDead(asked, limitMs) : judge(asked);
  });
  return (await Promise.all(judged)).find((message) => message !== undefined);
}
