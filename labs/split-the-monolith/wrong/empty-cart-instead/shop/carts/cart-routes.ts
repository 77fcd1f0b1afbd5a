import { Problem } from '../http/problem.ts';
import { readWholeNumber } from '../http/read-field.ts';
import type { Routes } from '../http/route.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Carts } from './carts.ts';
import type { Catalogue, Products } from './catalogue.ts';

const MOST_OF_ONE = 99;

export const cartRoutes = (carts: Carts, catalogue: Catalogue, guards: Guards): Routes => ({
  'GET /cart': guards.signedIn(async (_call, user) => {
    const products = await catalogue.find(carts.productIds(user.id)).catch((): Products => new Map());
    return { status: 200, body: carts.show(user.id, products) };
  }),

  'PUT /cart/items/:productId': guards.signedIn(async (call, user) => {
    const quantity = readWholeNumber(call.body, 'quantity', { min: 0, max: MOST_OF_ONE });
    const id = call.id('productId');
    const products = await catalogue.find([...carts.productIds(user.id), id]);
    if (!products.has(id)) throw new Problem(404, 'no-such-product', `There is no product ${id}`, { productId: id });
    carts.set(user.id, id, quantity);
    return { status: 200, body: carts.show(user.id, products) };
  }),

  'DELETE /cart/items/:productId': guards.signedIn(async (call, user) => {
    const id = call.id('productId');
    const products = await catalogue.find(carts.productIds(user.id));
    carts.set(user.id, id, 0);
    return { status: 200, body: carts.show(user.id, products) };
  }),
});
