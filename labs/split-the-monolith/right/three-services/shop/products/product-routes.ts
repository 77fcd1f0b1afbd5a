import { readText, readWholeNumber } from '../http/read-field.ts';
import type { Routes } from '../http/route.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Products } from './products.ts';

const HIGHEST_PRICE_CENTS = 100_000_000;

export const productRoutes = (products: Products, guards: Guards): Routes => ({
  'GET /products': async ({ query }) => ({
    status: 200,
    body: { products: await products.search(query.get('search') ?? '') },
  }),

  'GET /products/:id': async (call) => ({ status: 200, body: await products.get(call.id('id')) }),

  'PATCH /products/:id': guards.staff(async (call, user) => {
    const { body } = call;
    const change = {
      ...('name' in body && { name: readText(body, 'name', { min: 1, max: 100 }) }),
      ...('priceCents' in body && {
        priceCents: readWholeNumber(body, 'priceCents', { min: 1, max: HIGHEST_PRICE_CENTS }),
      }),
    };
    const product = await products.change(call.id('id'), change);
    call.log.info('product changed', { productId: product.id, ...change, by: user.id });
    return { status: 200, body: product };
  }),
});
