/**
 * The modules of the services that steps of a checkout rest on: what is repeated, what comes late, what is undone. In Node.
 */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createLog } from '../../../labs/_shop/services/_lib/log.ts';
import { RetryLoop } from '../../../labs/_shop/services/_lib/retry-loop.ts';
import { Carts } from '../../../labs/_shop/services/carts/carts.ts';
import { MIGRATIONS as CART_TABLES } from '../../../labs/_shop/services/carts/migrations.ts';
import { Inventory } from '../../../labs/_shop/services/inventory/inventory.ts';
import { MIGRATIONS as STOCK_TABLES } from '../../../labs/_shop/services/inventory/migrations.ts';
import { confirmationMail } from '../../../labs/_shop/services/notifications/confirmation-mail.ts';
import type { Bank, ChargeOutcome } from '../../../labs/_shop/services/payments/bank.ts';
import { MIGRATIONS as PAYMENT_TABLES } from '../../../labs/_shop/services/payments/migrations.ts';
import { Payments } from '../../../labs/_shop/services/payments/payments.ts';

const VIOLIN = { id: 1, name: 'Violin', priceCents: 48_000 };
const STAND = { id: 9, name: 'Music stand', priceCents: 1_990 };
const silent = { ...createLog({}), error: () => {} };

function databaseOf(migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const sql of migrations) database.exec(sql);
  return database;
}

function stockOf(pieces: readonly number[]): Inventory {
  const inventory = new Inventory(databaseOf(STOCK_TABLES));
  inventory.seed(pieces);
  return inventory;
}

test('reserve() takes every line once, however often it is asked, and release() gives it back once', () => {
  const inventory = stockOf([5, 5]);
  const lines = [
    { productId: 1, quantity: 2 },
    { productId: 2, quantity: 1 },
  ];
  inventory.reserve('a', lines);
  inventory.reserve('a', lines);
  const reserved = inventory.list();
  inventory.release('a');
  inventory.release('a');

  expect(reserved.map(({ available }) => available)).toEqual([3, 4]);
  expect(inventory.list().map(({ available }) => available)).toEqual([5, 5]);
});

test('reserve() takes nothing when one line is short, and the same id may try again', () => {
  const inventory = stockOf([5, 1]);
  const lines = [
    { productId: 1, quantity: 2 },
    { productId: 2, quantity: 2 },
  ];
  const short = expect.objectContaining({ status: 409, code: 'out-of-stock', details: { productId: 2, available: 1 } });

  expect(() => inventory.reserve('a', lines)).toThrow(short);
  expect(inventory.get(1).available).toBe(5);
  inventory.set(2, 2);
  inventory.reserve('a', lines);
  expect(inventory.list().map(({ available }) => available)).toEqual([3, 0]);
});

test('reserve() is refused after its release, which may have overtaken it', () => {
  const inventory = stockOf([5]);
  inventory.release('late');

  expect(() => inventory.reserve('late', [{ productId: 1, quantity: 1 }])).toThrow(
    expect.objectContaining({ code: 'reservation-released' }),
  );
  expect(inventory.get(1).available).toBe(5);
});

test('take() gives a checkout the same lines however often it asks, and empties the cart once', () => {
  const carts = new Carts(databaseOf(CART_TABLES));
  carts.set(1, VIOLIN, 2);
  const first = carts.take(1, 'a');
  carts.set(1, STAND, 1);

  expect(first).toEqual([{ productId: 1, name: 'Violin', priceCents: 48_000, quantity: 2 }]);
  expect(carts.take(1, 'a')).toEqual(first);
  expect(carts.show(1).lines.map(({ productId }) => productId)).toEqual([STAND.id]);
});

test('putBack() keeps what the customer has put in meanwhile, and a take that comes after it is refused', () => {
  const carts = new Carts(databaseOf(CART_TABLES));
  carts.set(1, VIOLIN, 2);
  carts.set(1, STAND, 1);
  carts.take(1, 'a');
  carts.set(1, STAND, 5);
  carts.putBack(1, 'a');
  carts.putBack(1, 'a');
  carts.putBack(1, 'late');

  expect(carts.show(1).lines.map(({ quantity }) => quantity)).toEqual([2, 5]);
  expect(() => carts.take(1, 'late')).toThrow(expect.objectContaining({ code: 'cart-returned' }));
  expect(carts.show(1).lines).toHaveLength(2);
});

/** A bank that says these things one after the other. */
function bankSaying(...outcomes: ChargeOutcome[]) {
  const keys: string[] = [];
  const charge = (key: string): Promise<ChargeOutcome> => {
    keys.push(key);
    return Promise.resolve(outcomes.shift() ?? { status: 'unknown' });
  };
  return { bank: { charge } as unknown as Bank, keys };
}

test('charge() asks the bank under its own key until there is an answer, and never after it', async () => {
  const { bank, keys } = bankSaying({ status: 'unknown' }, { status: 'paid', reference: 'ch-1' });
  const payments = new Payments(databaseOf(PAYMENT_TABLES), bank);
  const answers = [];
  for (let time = 0; time < 3; time += 1) answers.push(await payments.charge('order-7', 7, 1_990));

  expect(answers.map(({ status }) => status)).toEqual(['pending', 'paid', 'paid']);
  expect(answers.at(-1)?.reference).toBe('ch-1');
  expect(keys).toEqual(['order-7', 'order-7']);
});

test('charge() refuses a key that belongs to another payment, and keeps a refusal of the bank', async () => {
  const { bank, keys } = bankSaying({ status: 'declined' });
  const payments = new Payments(databaseOf(PAYMENT_TABLES), bank);
  const declined = await payments.charge('order-7', 7, 2_490_000);
  const again = await payments.charge('order-7', 7, 2_490_000);

  expect([declined.status, again.status]).toEqual(['declined', 'declined']);
  await expect(payments.charge('order-7', 7, 1)).rejects.toMatchObject({ status: 422, code: 'key-reused' });
  expect(keys).toEqual(['order-7']);
});

test('RetryLoop works again while something is left, once more when it was woken in between, and not after stop()', async () => {
  const { promise: third, resolve } = Promise.withResolvers<void>();
  // Left once, thrown once, then woken in the middle of the work.
  const outcomes = [
    () => Promise.resolve(false),
    () => Promise.reject(new Error('away')),
    () => Promise.resolve(loop.wake()).then(() => true),
    () => Promise.resolve(resolve()).then(() => true),
  ].values();
  let runs = 0;
  const loop: RetryLoop = new RetryLoop(async () => {
    runs += 1;
    for (const outcome of outcomes) return outcome();
    return true;
  }, silent);
  loop.wake();
  await third;
  loop.stop();
  loop.wake();

  expect(runs).toBe(4);
});

test('confirmationMail() says what was bought, in euros', () => {
  const order = { id: 7, email: 'a@b.c', name: 'Clara', totalCents: 51_980 };
  const lines = [
    { name: 'Violin', priceCents: 48_000, quantity: 1 },
    { name: 'Music stand', priceCents: 1_990, quantity: 2 },
  ];

  expect(confirmationMail({ ...order, lines })).toEqual({
    to: 'a@b.c',
    subject: 'Your order 7',
    text: 'Dear Clara,\nthank you for your order.\n1 × Violin, €480.00 each\n2 × Music stand, €19.90 each\nTotal: €519.80',
    orderId: 7,
  });
});
