import { Problem } from '../http/problem.ts';
import { readText } from '../http/read-field.ts';
import type { Call, Routes } from '../http/route.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Checkout } from './checkout.ts';
import type { OrderHistory } from './order-history.ts';

const MOST_ON_A_PAGE = 100;

export const orderRoutes = (checkout: Checkout, history: OrderHistory, guards: Guards): Routes => ({
  'POST /orders': guards.signedIn(async (call, { id: userId }) => {
    const address = readText(call.body, 'address', { min: 5, max: 200 });
    const idempotencyKey = readIdempotencyKey(call);
    const { order, isReplayed } = await checkout.placeOrder({ userId, address, idempotencyKey }, call.log);
    const id = history.numberOf(order.id);
    const headers = { location: `/orders/${id}`, ...(isReplayed && { 'idempotency-replayed': 'true' }) };
    return { status: 201, body: { ...order, id }, headers };
  }),

  'GET /orders': guards.signedIn(({ query }, user) => {
    const limit = readNumber(query, 'limit', 50, MOST_ON_A_PAGE);
    const before = readNumber(query, 'before', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const last = query.has('before') ? history.idOf(user.id, before) : before;
    const orders = history.list(user.id, { limit, before: last });
    return { status: 200, body: { orders: orders.map((order) => ({ ...order, id: history.numberOf(order.id) })) } };
  }),

  // The order of somebody else is answered as one that is not there: its existence is nobody's business.
  'GET /orders/:id': guards.signedIn((call, user) => {
    const id = call.id('id');
    const order = history.get(user.id, history.idOf(user.id, id));
    if (!order) throw new Problem(404, 'no-such-order', `There is no order ${id}`);
    return { status: 200, body: { ...order, id } };
  }),
});

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
