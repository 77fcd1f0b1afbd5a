import { readText, readWholeNumber } from '../shop/http/read-field.ts';
import type { Routes } from '../shop/http/route.ts';
import type { ProductChanges } from './product-changes.ts';
import type { Products } from './products.ts';
import { staffOnly } from './staff-only.ts';

const HIGHEST_PRICE_CENTS = 100_000_000;

export const productRoutes = (products: Products, changes: ProductChanges): Routes => ({
  'GET /products': ({ query }) => ({ status: 200, body: { products: products.search(query.get('search') ?? '') } }),

  'GET /products/:id': (call) => ({ status: 200, body: products.get(call.id('id')) }),

  'PATCH /products/:id': staffOnly(async (call, user) => {
    const { body } = call;
    const change = {
      ...('name' in body && { name: readText(body, 'name', { min: 1, max: 100 }) }),
      ...('priceCents' in body && {
        priceCents: readWholeNumber(body, 'priceCents', { min: 1, max: HIGHEST_PRICE_CENTS }),
      }),
    };
    const product = products.change(call.id('id'), change);
    call.log.info('product changed', { productId: product.id, ...change, by: user.id });
    await changes.tellSoon();
    return { status: 200, body: product };
  }),

  // For whoever keeps a copy and starts. The facade passes nothing on to it.
  'GET /internal/products': () => ({ status: 200, body: { products: changes.all() } }),
});
