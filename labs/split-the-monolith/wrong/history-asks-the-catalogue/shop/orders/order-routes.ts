import type { Catalogue } from '../carts/catalogue.ts';
import { Problem } from '../http/problem.ts';
import { readText } from '../http/read-field.ts';
import type { Call, Routes } from '../http/route.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Checkout } from './checkout.ts';
import type { Order, OrderHistory } from './order-history.ts';

const MOST_ON_A_PAGE = 100;

export const orderRoutes = (
  checkout: Checkout,
  history: OrderHistory,
  catalogue: Catalogue,
  guards: Guards,
): Routes => ({
  'POST /orders': guards.signedIn(async (call, { id: userId }) => {
    const address = readText(call.body, 'address', { min: 5, max: 200 });
    const idempotencyKey = readIdempotencyKey(call);
    const { order, isReplayed } = await checkout.placeOrder({ userId, address, idempotencyKey }, call.log);
    const headers = { location: `/orders/${order.id}`, ...(isReplayed && { 'idempotency-replayed': 'true' }) };
    return { status: 201, body: order, headers };
  }),

  'GET /orders': guards.signedIn(async ({ query }, user) => {
    const limit = readNumber(query, 'limit', 50, MOST_ON_A_PAGE);
    const before = readNumber(query, 'before', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const orders = await withNames(catalogue, history.list(user.id, { limit, before }));
    return { status: 200, body: { orders } };
  }),

  // The order of somebody else is answered as one that is not there: its existence is nobody's business.
  'GET /orders/:id': guards.signedIn(async (call, user) => {
    const id = call.id('id');
    const order = history.get(user.id, id);
    if (!order) throw new Problem(404, 'no-such-order', `There is no order ${id}`);
    const [named] = await withNames(catalogue, [order]);
    return { status: 200, body: named };
  }),
});

const TRIES = 4;
const PAUSE_MS = 150;

/** The catalogue knows the names; one call for the whole page. While it is deployed, it is asked again. */
async function withNames(catalogue: Catalogue, orders: readonly Order[], triesLeft = TRIES): Promise<Order[]> {
  const ids = orders.flatMap(({ lines }) => lines.map(({ productId }) => productId));
  const products = await catalogue.find([...new Set(ids)]).catch(async (error: unknown) => {
    if (triesLeft === 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return undefined;
  });
  if (!products) return withNames(catalogue, orders, triesLeft - 1);
  return orders.map((order) => ({
    ...order,
    lines: order.lines.map((line) => ({ ...line, name: products.get(line.productId)?.name ?? line.name })),
  }));
}

function readIdempotencyKey({ headers }: Call): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,100}$/.test(key)) return key;
  throw new Problem(422, 'invalid-key', 'Idempotency-Key should be 1 to 100 printable characters without spaces');
}

function readNumber(query: URLSearchParams, name: string, standard: number, max: number): number {
  const text = query.get(name);
  if (text === null) return standard;
  if (/^[1-9]\d*$/.test(text) && Number(text) <= max) return Number(text);
  throw new Problem(422, 'invalid-field', `${name} should be a whole number from 1 to ${max}`, { field: name });
}
