import { readWholeNumber } from '../http/read-field.ts';
import type { Routes } from '../http/route.ts';
import type { ProductCopies } from '../catalogue/product-copies.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Carts } from './carts.ts';

const MOST_OF_ONE = 99;

export const cartRoutes = (carts: Carts, products: ProductCopies, guards: Guards): Routes => ({
  'GET /cart': guards.signedIn((_call, user) => ({ status: 200, body: carts.show(user.id) })),

  'PUT /cart/items/:productId': guards.signedIn((call, user) => {
    const quantity = readWholeNumber(call.body, 'quantity', { min: 0, max: MOST_OF_ONE });
    const id = products.require(call.id('productId'));
    carts.set(user.id, id, quantity);
    return { status: 200, body: carts.show(user.id) };
  }),

  'DELETE /cart/items/:productId': guards.signedIn((call, user) => {
    carts.set(user.id, call.id('productId'), 0);
    return { status: 200, body: carts.show(user.id) };
  }),
});
