/**
 * C6 on the monolith, on the reference split, and on splits that lose or double something.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CheckResult, edited, openSplitLab, type SplitLab, type Variant } from '../../support/split-lab.ts';

const SLUG = '06-safety';
let services: SplitLab;
let monolith: SplitLab;

beforeAll(async () => {
  services = await openSplitLab('services', SLUG);
  monolith = await openSplitLab('monolith', SLUG);
});
afterAll(async () => {
  await services.close();
  await monolith.close();
});

const all =
  (...variants: readonly Variant[]): Variant =>
  (files) => {
    for (const variant of variants) variant(files);
  };

test('safety holds for the reference split with kills in the middle', async () => {
  const { verdict, message, held } = await services.judge();

  expect({ verdict, message }).toEqual({ verdict: 'pass', message: undefined });
  expect(held).toMatch(/[34] of 4 kills came in the middle/);
});

test('safety holds for the monolith with kills in the middle', async () => {
  const { verdict, message, held } = await monolith.judge();

  expect({ verdict, message }).toEqual({ verdict: 'pass', message: undefined });
  expect(held).toMatch(/2 of 2 kills came in the middle/);
});

const BROKEN: readonly { readonly what: string; readonly id: string; readonly variant: Variant }[] = [
  {
    what: 'orders live in memory',
    id: 'charge-without-order',
    variant: edited(
      '_lib/open-database.ts',
      'new DatabaseSync(file',
      "new DatabaseSync(file.includes('orders') ? ':memory:' : file",
    ),
  },
  {
    what: 'a shortage stops nobody',
    id: 'oversold',
    variant: edited('inventory/inventory.ts', '.changes === 0', '.changes < 0'),
  },
  {
    what: 'orders get the numbers of others',
    id: 'id-twice',
    variant: edited(
      'orders/order-routes.ts',
      'orders.list(user.id, { limit, before })',
      'orders.list(user.id, { limit, before }).map((order) => ({ ...order, id: order.id % 3 }))',
    ),
  },
  {
    what: 'nobody remembers keys and the cart stays as it is',
    id: 'order-twice',
    variant: all(
      edited('orders/checkout.ts', 'if (idempotencyKey === undefined)', 'if (idempotencyKey !== null)'),
      edited('orders/orders.ts', 'idempotencyKey ?? null', 'null'),
      edited('carts/carts.ts', "this.#database.prepare('delete from cart_items where user_id = ?').run(userId);", ''),
    ),
  },
  {
    what: 'a crash leaves reservations behind',
    id: 'stock-lost',
    variant: edited('orders/main.ts', 'checkout.abandonOpen();', ''),
  },
  {
    what: 'nobody remembers keys',
    id: 'refused-but-ordered',
    variant: all(
      edited('orders/checkout.ts', 'if (idempotencyKey === undefined)', 'if (idempotencyKey !== null)'),
      edited('orders/orders.ts', 'idempotencyKey ?? null', 'null'),
    ),
  },
  {
    what: 'orders are paid whatever the bank says',
    id: 'order-without-charge',
    variant: edited(
      'payments/payments.ts',
      'await this.#bank.charge(key, orderId, amountCents);',
      "{ status: 'paid', reference: key } as const; void this.#bank;",
    ),
  },
];

test.each(BROKEN)('safety fails with $id when $what', async ({ id, variant }) => {
  const { verdict, message, held, reason } = await services.judge(variant);

  expect({ verdict, held, message }, reason).toMatchObject({ verdict: 'fail', message: { id } });
});

/** What the client sent in the operation that the message is about. */
const sentIn = ({ timeline, message }: CheckResult): string | undefined =>
  timeline?.messages.find(({ from, operation }) => from === 'client' && operation === message?.example?.operation)
    ?.label;

test('a charge without an order is shown with the request that made the shop ask the bank', async () => {
  const result = await services.judge(
    edited('payments/bank.ts', "'idempotency-key': key", "'idempotency-key': crypto.randomUUID()"),
  );

  expect(result.message?.id).toBe('charge-without-order');
  expect(sentIn(result)).toBe('POST /orders');
});
