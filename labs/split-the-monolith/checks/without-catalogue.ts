/**
 * The shop while its catalogue is dead, and while it is silent: what was bought is shown as it was bought, what needs the
 * catalogue says so soon, and nothing is made up.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import {
  type Asked,
  errorHidden,
  historyNeedsCatalogue,
  priceReadAtDisplay,
  tookMs,
  unclearFailure,
  waitedForDead,
} from './isolation-messages.ts';
import type { OpenShop } from './open-shop.ts';
import { type Line, type Order, readCart, readOrder, readOrders } from './shop-answers.ts';
import { send, visitor } from './shop-customer.ts';
import { PATIENCE_MS } from './time-limits.ts';
import { waitFor } from './wait-for.ts';

const SOON_MS = 1_000;
const LATEST_MS = 2_000;
const BACK_MS = 30_000;
const AWAY = '503 until the catalogue is back';

/** A route with what may be answered while the catalogue is away. */
interface Probe {
  readonly route: string;
  readonly request: HttpRequest;
  readonly limitMs: number;
  readonly judge: (asked: Asked) => LearnerMessage | undefined;
}

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

const reading = (shop: OpenShop, limitMs: number): readonly Probe[] => [
  ...pastOrders(shop),
  { route: 'GET /products', request: visitor.products(), limitMs, judge: mustBeAway },
  { route: 'GET /products/:id', request: visitor.product(shop.bought.id), limitMs, judge: mustBeAway },
  { route: 'GET /cart', request: shop.customer.cart(), limitMs: LATEST_MS, judge: cartOf(shop) },
];

const pastOrders = ({ customer, order }: OpenShop): readonly Probe[] => [
  {
    route: 'GET /orders',
    request: customer.history(),
    limitMs: SOON_MS,
    judge: (asked) =>
      asBought(
        asked,
        order,
        readOrders(asked.body)?.find(({ id }) => id === order.id),
      ),
  },
  {
    route: 'GET /orders/:id',
    request: customer.orderById(order.id),
    limitMs: SOON_MS,
    judge: (asked) => asBought(asked, order, readOrder(asked.body)),
  },
];

const buying = ({ customer, order, products, bought }: OpenShop): readonly Probe[] => {
  const unseen = products.find(({ id }) => id !== bought.id) ?? bought;
  return [
    {
      route: 'PUT /cart/items/:id',
      request: customer.put(unseen.id, 1),
      limitMs: LATEST_MS,
      judge: (asked) => (asked.status === 200 ? undefined : mustBeAway(asked)),
    },
    { route: 'POST /orders', request: customer.order(), limitMs: LATEST_MS, judge: (asked) => placed(asked, order) },
  ];
};

/** An owner that is away cannot have answered. */
function mustBeAway(asked: Asked): LearnerMessage | undefined {
  if (asked.status === 503) return undefined;
  return asked.status >= 200 && asked.status < 300 ? errorHidden(asked, AWAY) : unclearFailure(asked, AWAY);
}

const mustAnswer = (asked: Asked): LearnerMessage | undefined =>
  asked.status === 200 ? undefined : unclearFailure(asked, '200; the catalogue has no part in it');

function asBought(asked: Asked, bought: Order, shown: Order | undefined): LearnerMessage | undefined {
  if (asked.status !== 200) return historyNeedsCatalogue(asked);
  if (!shown || shown.lines.length !== bought.lines.length)
    return errorHidden(asked, 'the order, with what was bought');
  return sameLines(shown.lines, bought.lines) && shown.totalCents === bought.totalCents
    ? undefined
    : priceReadAtDisplay(asked, bought, shown);
}

const sameLines = (left: readonly Line[], right: readonly Line[]): boolean =>
  left.every(({ productId, name, priceCents, quantity }) =>
    right.some((line) => {
      const isSame = line.productId === productId && line.name === name;
      return isSame && line.priceCents === priceCents && line.quantity === quantity;
    }),
  );

/** Names and prices as last seen will do; a line that is not there will not. */
const cartOf =
  ({ bought }: OpenShop) =>
  (asked: Asked): LearnerMessage | undefined => {
    if (asked.status !== 200) return mustBeAway(asked);
    const line = readCart(asked.body)?.lines.find(({ productId }) => productId === bought.id);
    return isWhole(line) ? undefined : errorHidden(asked, `what is in the cart, or ${AWAY}`);
  };

/** An order at the price that was last seen is one; an order of nothing, or for nothing, is none. */
function placed(asked: Asked, before: Order): LearnerMessage | undefined {
  if (asked.status !== 201) return mustBeAway(asked);
  const order = readOrder(asked.body);
  const isWholeOrder =
    order !== undefined && order.id !== before.id && order.lines.length > 0 && order.lines.every(isWhole);
  return isWholeOrder && order.totalCents === sum(order.lines)
    ? undefined
    : errorHidden(asked, `an order with names and prices, or ${AWAY}`);
}

const isWhole = (line: Line | undefined): boolean => line !== undefined && line.name !== '' && line.priceCents > 0;
const sum = (lines: readonly Line[]): number =>
  lines.reduce((total, { priceCents, quantity }) => total + priceCents * quantity, 0);
