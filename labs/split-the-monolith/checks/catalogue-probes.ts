/**
 * What each route may answer while the catalogue is away: what was bought is shown as it was bought, what needs the catalogue
 * says so, and nothing is made up.
 * @module
 */
import type { HttpRequest } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import {
  type Asked,
  errorHidden,
  historyNeedsCatalogue,
  priceReadAtDisplay,
  unclearFailure,
} from './isolation-messages.ts';
import type { OpenShop } from './open-shop.ts';
import { type Line, type Order, readCart, readOrder, readOrders } from './shop-answers.ts';
import { visitor } from './shop-customer.ts';

export const SOON_MS = 1_000;
export const LATEST_MS = 2_000;
const AWAY = '503 until the catalogue is back';

/** A route with what may be answered while the catalogue is away. */
export interface Probe {
  readonly route: string;
  readonly request: HttpRequest;
  readonly limitMs: number;
  readonly judge: (asked: Asked) => LearnerMessage | undefined;
}

export const reading = (shop: OpenShop, limitMs: number): readonly Probe[] => [
  ...pastOrders(shop),
  { route: 'GET /products', request: visitor.products(), limitMs, judge: mustBeAway },
  { route: 'GET /products/:id', request: visitor.product(shop.bought.id), limitMs, judge: mustBeAway },
  { route: 'GET /cart', request: shop.customer.cart(), limitMs: LATEST_MS, judge: cartOf(shop) },
];

export const pastOrders = ({ customer, order }: OpenShop): readonly Probe[] => [
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

export const buying = ({ customer, order, products, bought }: OpenShop): readonly Probe[] => {
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

export const mustAnswer = (asked: Asked): LearnerMessage | undefined =>
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
