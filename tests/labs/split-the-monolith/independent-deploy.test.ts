/**
 * C4 of the lab: what it takes and what it refuses.
 */
import { expect, test } from 'vitest';
import { edited, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '04-independent-deploy';
const { services, monolith } = useSplitLabs(SLUG);

test('the reference services pass', async () => {
  const result = await services.judge();
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'pass' });
});

test('with the monolith, everything is deployed', async () => {
  const result = await monolith.judge();
  expect(result).toMatchObject({ verdict: 'fail', message: { id: 'deploy-broke-others' } });
});

const BROKEN = [
  {
    name: 'a cart service that refuses a product with a field more',
    id: 'v2-not-understood',
    variant: edited(
      'carts/catalogue.ts',
      'if (status === 200) return body as Product;',
      "if (Object.keys(body as Product).length > 4) throw new Error('strange'); if (status === 200) return body as Product;",
    ),
  },
  {
    name: 'a cart service that ends at a field more',
    id: 'restarted-with-it',
    variant: edited(
      'carts/catalogue.ts',
      'if (status === 200) return body as Product;',
      'if (Object.keys(body as Product).length > 4) process.exit(1); if (status === 200) return body as Product;',
    ),
  },
  {
    name: 'a history that asks the catalogue',
    id: 'deploy-broke-others',
    variant: edited(
      'orders/order-routes.ts',
      'return { status: 200, body: { orders: orders.list(user.id, { limit, before }) } };',
      "return fetch('http://products/products').then(() => ({ status: 200, body: { orders: orders.list(user.id, { limit, before }) } }));",
    ),
  },
  {
    name: 'a catalogue that listens before it is ready',
    id: 'healthy-too-early',
    variant: edited(
      'products/main.ts',
      "runService({ name: 'products', standardPort: 4011, routes: productRoutes(products), database, log });",
      `const readyAtMs = performance.now() + (database.prepare('pragma user_version').get().user_version === 0 ? 0 : 150);
       database.exec('pragma user_version = 1');
       const late = (handler) => (call) => { if (performance.now() < readyAtMs) throw new Error('not yet'); return handler(call); };
       const routes = Object.fromEntries(Object.entries(productRoutes(products)).map(([route, handler]) => [route, late(handler)]));
       runService({ name: 'products', standardPort: 4011, routes, database, log });`,
    ),
  },
];

test.each(BROKEN)('$name fails as $id', async ({ variant, id }) => {
  const result = await services.judge(variant);
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'fail', message: { id } });
});
