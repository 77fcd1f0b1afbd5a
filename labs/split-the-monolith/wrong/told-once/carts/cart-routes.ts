import { Problem } from '../_lib/problem.ts';
import { readText, readWholeNumber } from '../_lib/read-field.ts';
import type { Call, Routes } from '../_lib/route.ts';
import { signedIn } from '../_lib/signed-in.ts';
import type { Cart, Carts } from './carts.ts';
import type { Catalogue, Product } from './catalogue.ts';

const MOST_OF_ONE = 99;
const ID_LENGTH = { min: 1, max: 100 };

export function cartRoutes(carts: Carts, catalogue: Catalogue): Routes {
  const refreshed = async (userId: number, call: Call): Promise<Cart> => {
    const ids = carts.show(userId).lines.map(({ productId }) => productId);
    carts.refresh(userId, await catalogue.getMany(ids, call));
    return carts.show(userId);
  };

  /** While the catalogue is away, a product that is in the cart already can still be counted. */
  const findProduct = async (userId: number, id: number, call: Call): Promise<Product> => {
    try {
      return await catalogue.get(id, call);
    } catch (error) {
      const known = carts.show(userId).lines.find(({ productId }) => productId === id);
      if (known && error instanceof Problem && error.status === 503) return { id, ...known };
      throw error;
    }
  };

  return {
    'GET /cart': signedIn(async (call, user) => ({ status: 200, body: await refreshed(user.id, call) })),

    'PUT /cart/items/:productId': signedIn(async (call, user) => {
      const quantity = readWholeNumber(call.body, 'quantity', { min: 0, max: MOST_OF_ONE });
      const product = await findProduct(user.id, call.id('productId'), call);
      if (quantity === 0) carts.remove(user.id, product.id);
      else carts.set(user.id, product, quantity);
      return { status: 200, body: await refreshed(user.id, call) };
    }),

    'DELETE /cart/items/:productId': signedIn(async (call, user) => {
      carts.remove(user.id, call.id('productId'));
      return { status: 200, body: await refreshed(user.id, call) };
    }),

    // For the catalogue.
    'PUT /internal/products/:id': ({ body }) => {
      catalogue.learn(body as unknown as Product);
      return { status: 200, body: {} };
    },

    // For orders, both safe to repeat.
    'POST /internal/takes': async (call) => {
      const userId = readWholeNumber(call.body, 'userId', { min: 1, max: Number.MAX_SAFE_INTEGER });
      const checkoutId = readText(call.body, 'checkoutId', ID_LENGTH);
      await refreshed(userId, call);
      return { status: 201, body: { lines: carts.take(userId, checkoutId) } };
    },
    'POST /internal/returns': ({ body }) => {
      const userId = readWholeNumber(body, 'userId', { min: 1, max: Number.MAX_SAFE_INTEGER });
      carts.putBack(userId, readText(body, 'checkoutId', ID_LENGTH));
      return { status: 200, body: {} };
    },
  };
}
