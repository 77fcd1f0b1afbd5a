import { readText, readWholeNumber } from '../_lib/read-field.ts';
import type { Routes } from '../_lib/route.ts';
import { staff } from '../_lib/signed-in.ts';
import type { Products } from './products.ts';

const CARTS_URL = 'http://carts';
const HIGHEST_PRICE_CENTS = 100_000_000;

export const productRoutes = (products: Products): Routes => ({
  'GET /products': ({ query }) => ({ status: 200, body: { products: products.search(query.get('search') ?? '') } }),

  'GET /products/:id': (call) => ({ status: 200, body: products.get(call.id('id')) }),

  'PATCH /products/:id': staff(async (call, user) => {
    const { body } = call;
    const change = {
      ...('name' in body && { name: readText(body, 'name', { min: 1, max: 100 }) }),
      ...('priceCents' in body && {
        priceCents: readWholeNumber(body, 'priceCents', { min: 1, max: HIGHEST_PRICE_CENTS }),
      }),
    };
    const product = products.change(call.id('id'), change);
    call.log.info('product changed', { productId: product.id, ...change, by: user.id });
    // Nobody has to ask for a price: the carts are told.
    await fetch(`${CARTS_URL}/internal/products/${product.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(product),
      signal: AbortSignal.timeout(500),
    }).catch(() => call.log.error('the carts were not told', { productId: product.id }));
    return { status: 200, body: product };
  }),

  // For carts: many at once, so that a cart of twenty lines is one call.
  'GET /internal/products': ({ query }) => {
    const ids = (query.get('ids') ?? '').split(',').map(Number);
    return { status: 200, body: { products: products.getMany(ids) } };
  },
});
