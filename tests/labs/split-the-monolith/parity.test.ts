/**
 * C1 on the monolith, on the reference split, and on shops that differ in one thing.
 */
import { expect, test } from 'vitest';
import { edited, type Variant, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '01-parity';
const { services, monolith } = useSplitLabs(SLUG);

test('parity holds when the monolith or the reference split is asked', async () => {
  for (const lab of [monolith, services]) {
    const report = await lab.judge();

    expect(report.message).toBeUndefined();
    expect(report).toMatchObject({ verdict: 'pass', held: '400 of 400 answers as the monolith gave them' });
  }
});

const IN_MONOLITH: readonly { readonly what: string; readonly where: string; readonly variant: Variant }[] = [
  {
    what: 'a search minds capitals',
    where: 'body.products',
    variant: edited(
      'shop/products/products.ts',
      "instr(lower(name || ' ' || description), lower(?))",
      "instr(name || ' ' || description, ?)",
    ),
  },
  {
    what: 'an order of somebody else is forbidden instead of not there',
    where: 'status',
    variant: edited('shop/orders/order-routes.ts', "404, 'no-such-order'", "403, 'no-such-order'"),
  },
  {
    what: 'a replayed order does not say so',
    where: 'Idempotency-Replayed',
    variant: edited(
      'shop/orders/order-routes.ts',
      "...(isReplayed && { 'idempotency-replayed': 'true' })",
      '...(isReplayed && {})',
    ),
  },
  {
    what: 'a declined order keeps its pieces',
    where: 'body.available',
    variant: edited('shop/orders/checkout.ts', 'inventory.putBack(productId, quantity);', ''),
  },
  {
    what: 'customers are told more than before',
    where: 'body.password_hash',
    variant: edited(
      'shop/users/users.ts',
      'return { id: Number(lastInsertRowid), email, name, role };',
      'return { id: Number(lastInsertRowid), email, name, role, password_hash: hash } as User;',
    ),
  },
];

test.each(IN_MONOLITH)('parity fails with answer-differs when $what', async ({ where, variant }) => {
  const { verdict, message } = await monolith.judge(variant);

  expect(verdict).toBe('fail');
  expect(message).toMatchObject({ id: 'answer-differs', seen: expect.stringContaining(`: ${where} differs`) });
});

const IN_SERVICES: readonly { readonly what: string; readonly id: string; readonly variant: Variant }[] = [
  {
    what: 'a cart shows prices as they were when it was filled',
    id: 'answer-differs',
    variant: edited('carts/cart-routes.ts', 'carts.refresh(userId, await catalogue.getMany(ids, call));', 'void ids;'),
  },
  {
    what: 'a closed session is remembered at the entrance',
    id: 'answer-differs',
    variant: edited('gateway/create-forwarder.ts', 'identities.forget(authorization)', 'void identities'),
  },
  {
    what: 'a route is not answered at all',
    id: 'answer-missing',
    variant: edited(
      'gateway/create-forwarder.ts',
      "return { status: 200, body: { status: 'ok', service: 'gateway' } };",
      'return new Promise(() => {});',
    ),
  },
];

test.each(IN_SERVICES)('parity fails with $id when $what', async ({ id, variant }) => {
  const { verdict, message, held } = await services.judge(variant);

  expect({ verdict, held, message }).toMatchObject({ verdict: 'fail', message: { id } });
});
