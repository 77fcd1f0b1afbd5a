/**
 * C7 on the monolith, on the reference split, and on splits that talk too much or in a circle.
 */
import { expect, test } from 'vitest';
import { edited, type Variant, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '07-chattiness';
const { services, monolith } = useSplitLabs(SLUG);

test('the history makes few calls when the reference split or the monolith is asked', async () => {
  expect(await services.judge()).toMatchObject({ verdict: 'pass', held: '2 calls for a history of 50 orders' });
  expect(await monolith.judge()).toMatchObject({ verdict: 'pass', held: '0 calls for a history of 50 orders' });
});

const ROUTES = 'orders/order-routes.ts';
const BROKEN: readonly { readonly what: string; readonly id: string; readonly variant: Variant }[] = [
  {
    what: 'each line of a history is looked up in the catalogue',
    id: 'one-call-per-order',
    variant: (files) => {
      edited(ROUTES, "'GET /orders': signedIn((", "'GET /orders': signedIn(async (")(files);
      edited(ROUTES, 'orders: orders.list(', 'orders: await lookUp(orders.list(')(files);
      edited(ROUTES, '{ limit, before }) }', '{ limit, before })) }')(files);
      files[ROUTES] += `
const name = async ({ productId }) => (await (await fetch(process.env.PRODUCTS_URL ?? 'http://products/' + productId)).json()).name;
const lookUp = async (orders) => {
  for (const order of orders) for (const line of order.lines) await name(line);
  return orders;
};
`;
    },
  },
  {
    what: 'the catalogue asks the entrance while the entrance waits for it',
    id: 'call-cycle',
    variant: edited(
      'products/product-routes.ts',
      "'GET /products/:id': (call) => (",
      "'GET /products/:id': async (call) => (await (await fetch('http://shop/stock')).json(), ",
    ),
  },
];

test.each(BROKEN)('chattiness fails with $id when $what', async ({ id, variant }) => {
  const { verdict, message, held, reason } = await services.judge(variant);

  expect({ verdict, held, message }, reason).toMatchObject({ verdict: 'fail', message: { id } });
});
