import { readText, readWholeNumber } from '../shop/http/read-field.ts';
import type { Routes } from '../shop/http/route.ts';
import type { Products } from './products.ts';
import { staffOnly } from './staff-only.ts';

const HIGHEST_PRICE_CENTS = 100_000_000;

export const productRoutes = (products: Products): Routes => ({
  'GET /products': ({ query }) => ({ status: 200, body: { products: products.search(query.get('search') ?? '') } }),

  'GET /products/:id': (call) => ({ status: 200, body: products.get(call.id('id')) }),

  'PATCH /products/:id': staffOnly((call, user) => {
    const { body } = call;
    const change = {
      ...('name' in body && { name: readText(body, 'name', { min: 1, max: 100 }) }),
      ...('priceCents' in body && {
        priceCents: readWholeNumber(body, 'priceCents', { min: 1, max: HIGHEST_PRICE_CENTS }),
      }),
    };
    const product = products.change(call.id('id'), change);
    call.log.info('product changed', { productId: product.id, ...change, by: user.id });
    return { status: 200, body: product };
  }),

  // What was sold in which order.
  'PUT /internal/sold/:orderId': (call) => {
    products.noteSold(call.id('orderId'), JSON.stringify(call.body.lines));
    return { status: 200, body: {} };
  },
  'GET /internal/sold': ({ query }) => ({ status: 200, body: { sold: products.sold(query.get('orders') ?? '') } }),

  // For carts and checkouts: a cart of twenty lines is one call. The facade passes nothing on to it.
  'GET /internal/products': ({ query }) => {
    const ids = (query.get('ids') ?? '').split(',').map(Number);
    return { status: 200, body: { products: products.find(ids) } };
  },
});
