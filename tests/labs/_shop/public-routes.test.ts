/**
 * What the shop promises its customers, held against the monolith and the services, in real Node and in the simulation:
 * one suite, same expectations. Where the two differ on purpose, a test says so.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  ADDRESS,
  asCustomer,
  newCustomer,
  type OrderBody,
  readLedger,
  signInStaff,
} from '../../support/shop-customer.ts';
import { openRealShop, openSimulatedShop, type ShopSystem } from '../../support/shop-system.ts';
import { listSplitVariants, openSplitShop } from '../../support/split-variant.ts';

const VIOLIN = 1;
const CELLO = 2;
const TRUMPET = 3;
const CLARINET = 4;
const DRUM = 5;
const BASS = 6;
const METRONOME = 7;
const STRINGS = 8;
const STAND = 9;
/** Dearer than the bank allows. */
const PIANO = 10;

/** What comes after an answer, such as a mail; how much later is no promise of the shop. */
const LATER_LIMIT_MS = 10_000;

/** Headers of a request by the type of its body. */
const TYPED: Readonly<Record<string, Record<string, string>>> = { string: { 'content-type': 'application/json' } };
const statusesOf = (replies: readonly { status: number }[]): number[] =>
  replies.map(({ status }) => status).toSorted((one, other) => one - other);

const SYSTEMS = [
  { name: 'monolith, real Node', open: () => openRealShop('monolith') },
  { name: 'monolith, simulated', open: () => openSimulatedShop('monolith') },
  { name: 'services, real Node', open: () => openRealShop('services') },
  { name: 'services, simulated', open: () => openSimulatedShop('services') },
  ...(await listSplitVariants()).map((variant) => ({
    name: `${variant} of split-the-monolith`,
    open: () => openSplitShop(variant),
  })),
];

interface Charge {
  readonly reference: string;
  readonly orderId: string;
  readonly amount: number;
}
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

describe.each(SYSTEMS)('$name', ({ open }) => {
  let shop: ShopSystem;

  beforeAll(async () => {
    shop = await open();
  });
  afterAll(() => shop.close());

  const stockOf = async (productId: number): Promise<number> =>
    (await asCustomer(shop).get<{ available: number }>(`/stock/${productId}`)).body.available;
  const chargesOf = async (order: OrderBody | undefined): Promise<readonly Charge[]> =>
    (await readLedger<Charge>(shop, 'bank')).filter((entry) => entry.orderId === String(order?.id));
  const mailsTo = async (email: string): Promise<readonly Mail[]> =>
    (await readLedger<Mail>(shop, 'mailbox')).filter(({ to }) => to === email);
  const eventually = <Value>(look: () => Promise<Value>) =>
    vi.waitFor(
      async () => {
        await shop.letTimePass();
        return look();
      },
      { timeout: LATER_LIMIT_MS, interval: 20 },
    );
  const mailArrives = (email: string) =>
    eventually(async () => {
      const [mail] = await mailsTo(email);
      if (!mail) throw new Error(`no mail to ${email}`);
      return mail;
    });

  test('registering gives an account that can sign in, once, and the session ends when it is closed', async () => {
    const visitor = asCustomer(shop);
    const account = { email: 'Clara@shop.example', name: 'Clara', password: 'a long password' };
    const made = await visitor.send('POST', '/users', account);
    const again = await visitor.send('POST', '/users', { ...account, email: 'clara@SHOP.example' });
    const session = await visitor.send<{ token: string; user: object }>('POST', '/sessions', account);
    const clara = asCustomer(shop, session.body.token);
    const me = await clara.get('/users/me');
    const closed = await clara.send('DELETE', '/sessions');
    const after = await clara.get('/users/me');

    const user = { id: expect.any(Number), email: 'clara@shop.example', name: 'Clara', role: 'customer' };
    expect(made).toMatchObject({ status: 201, body: user });
    expect(again).toMatchObject({ status: 409, body: { status: 409, code: 'email-taken' } });
    expect(session).toMatchObject({ status: 201, body: { user, expiresAt: expect.any(String) } });
    expect(me).toMatchObject({ status: 200, body: user });
    expect(closed.status).toBe(204);
    expect(after).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  test('signing in is refused with the same words for a wrong password and for an unknown address', async () => {
    const { email } = await newCustomer(shop);
    const visitor = asCustomer(shop);
    const wrong = await visitor.send('POST', '/sessions', { email, password: 'wrong password' });
    const unknown = await visitor.send('POST', '/sessions', { email: 'x@shop.example', password: 'wrong password' });

    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  test('the catalogue is there for everyone, can be searched, and prices are in whole cents', async () => {
    const visitor = asCustomer(shop);
    const all = await visitor.get<{ products: { id: number; priceCents: number }[] }>('/products');
    const found = await visitor.get<{ products: { name: string }[] }>('/products?search=VIOLIN');
    const one = await visitor.get(`/products/${STAND}`);
    const none = await visitor.get('/products/999');

    expect(all.body.products.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(all.body.products.every(({ priceCents }) => Number.isInteger(priceCents))).toBe(true);
    expect(found.body.products.map(({ name }) => name)).toEqual(['Violin', 'Violin strings']);
    expect(one).toMatchObject({ status: 200, body: { id: STAND, name: 'Music stand', priceCents: 1990 } });
    expect(none).toMatchObject({ status: 404, body: { code: 'no-such-product' } });
  });

  test('a cart keeps its lines with names and prices, and a quantity of 0 removes one', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 2);
    const full = await customer.put(METRONOME, 1);
    const less = await customer.put(STAND, 0);
    const removed = await customer.send('DELETE', `/cart/items/${METRONOME}`);
    const unknown = await customer.put(999, 1);

    const metronome = { productId: METRONOME, name: 'Metronome', priceCents: 3900, quantity: 1 };
    const stand = { productId: STAND, name: 'Music stand', priceCents: 1990, quantity: 2 };
    expect(full).toMatchObject({ status: 200, body: { lines: [metronome, stand], totalCents: 7880 } });
    expect(less.body).toEqual({ lines: [metronome], totalCents: 3900 });
    expect(removed.body).toEqual({ lines: [], totalCents: 0 });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'no-such-product' } });
  });

  test('an order takes stock and money once, empties the cart, stands in the history and is confirmed by mail', async () => {
    const customer = await newCustomer(shop);
    const before = await stockOf(VIOLIN);
    await customer.put(VIOLIN, 2);
    await customer.put(STRINGS, 1);
    const placed = await customer.order();
    const { id, payment } = placed.body;
    const cart = await customer.get('/cart');
    const shown = await customer.get<OrderBody>(`/orders/${id}`);
    const mail = await mailArrives(customer.email);

    const lines = [
      { productId: VIOLIN, name: 'Violin', priceCents: 48_000, quantity: 2 },
      { productId: STRINGS, name: 'Violin strings', priceCents: 2_450, quantity: 1 },
    ];
    const order = { id, status: 'paid', address: ADDRESS, totalCents: 98_450, lines, placedAt: expect.any(String) };
    expect(placed).toMatchObject({ status: 201, body: order });
    expect(placed.headers.get('location')).toBe(`/orders/${id}`);
    expect(shown.body).toEqual(placed.body);
    expect(await customer.history()).toEqual([placed.body]);
    expect(cart.body).toEqual({ lines: [], totalCents: 0 });
    expect(await stockOf(VIOLIN)).toBe(before - 2);
    expect(await chargesOf(placed.body)).toEqual([
      { ...payment, orderId: String(id), amount: 98_450, amountCents: undefined },
    ]);
    expect(mail.subject).toBe(`Your order ${id}`);
    expect(mail.text).toMatch(/^Dear Customer \d+,\n[^]*2 × Violin, €480\.00 each\n[^]*Total: €984\.50$/);
  });

  test('a declined payment leaves stock and cart as they were, and the order says so', async () => {
    const customer = await newCustomer(shop);
    const before = await stockOf(PIANO);
    await customer.put(PIANO, 1);
    const declined = await customer.order('piano-please');
    const again = await customer.order('piano-please');
    const cart = await customer.get<{ totalCents: number }>('/cart');
    const [order] = await customer.history();

    expect(declined).toMatchObject({ status: 402, body: { code: 'payment-declined', orderId: order?.id } });
    expect(again).toMatchObject({ status: 402, body: declined.body });
    expect(await customer.history()).toHaveLength(1);
    expect(order).toMatchObject({ status: 'declined', payment: { amountCents: 2_490_000, reference: null } });
    expect(cart.body.totalCents).toBe(2_490_000);
    expect(await stockOf(PIANO)).toBe(before);
    expect(await chargesOf(order)).toEqual([]);
    expect(await mailsTo(customer.email)).toEqual([]);
  });

  test('what is out of stock is not sold, and the rest of the cart is not touched', async () => {
    const customer = await newCustomer(shop);
    const available = await stockOf(CELLO);
    const strings = await stockOf(STRINGS);
    await customer.put(STRINGS, 1);
    await customer.put(CELLO, available + 1);
    const refused = await customer.order();

    const body = { code: 'out-of-stock', productId: CELLO, available, detail: '5 × Cello asked for, 4 left' };
    expect(refused).toMatchObject({ status: 409, body });
    expect(await customer.history()).toEqual([]);
    expect(await stockOf(CELLO)).toBe(available);
    expect(await stockOf(STRINGS)).toBe(strings);
    expect((await customer.get<{ lines: unknown[] }>('/cart')).body.lines).toHaveLength(2);
  });

  test('of two buyers of the last piece one gets it, and the other is not charged', async () => {
    const staff = await signInStaff(shop);
    await staff.send('PUT', `/stock/${CLARINET}`, { available: 1 });
    const buyers = [await newCustomer(shop), await newCustomer(shop)];
    for (const buyer of buyers) await buyer.put(CLARINET, 1);
    const replies = await Promise.all(buyers.map((buyer) => buyer.order()));
    const orders = (await Promise.all(buyers.map((buyer) => buyer.history()))).flat();

    expect(statusesOf(replies)).toEqual([201, 409]);
    expect(orders.map(({ status }) => status)).toEqual(['paid']);
    expect(await stockOf(CLARINET)).toBe(0);
    expect(await chargesOf(orders[0])).toHaveLength(1);
  });

  test('the same key again is the same order, also when both requests come at once', async () => {
    const customer = await newCustomer(shop);
    const before = await stockOf(DRUM);
    await customer.put(DRUM, 1);
    const first = await Promise.all([customer.order('key-1'), customer.order('key-1')]);
    const later = await customer.order('key-1');
    const headers = { 'idempotency-key': 'key-1' };
    const other = await customer.send('POST', '/orders', { address: 'Another address' }, headers);

    const [order] = await customer.history();
    expect([...first, later].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect([...first, later].map(({ body }) => body)).toEqual([order, order, order]);
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    expect(await stockOf(DRUM)).toBe(before - 1);
    expect(await chargesOf(order)).toHaveLength(1);
    await mailArrives(customer.email);
    expect(await mailsTo(customer.email)).toHaveLength(1);
  });

  test('a double click without a key orders once: the second finds the cart empty', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    const clicks = await Promise.all([customer.order(), customer.order()]);

    expect(statusesOf(clicks)).toEqual([201, 409]);
    expect(clicks.find(({ status }) => status === 409)?.body.code).toBe('cart-empty');
    expect(await customer.history()).toHaveLength(1);
  });

  test('after a price change the monolith shows old orders at the new price, the services as they were bought', async () => {
    const staff = await signInStaff(shop);
    const customer = await newCustomer(shop);
    await customer.put(TRUMPET, 1);
    const { body: bought } = await customer.order();
    await staff.send('PATCH', `/products/${TRUMPET}`, { name: 'Trumpet in B flat', priceCents: 70_000 });
    const [order] = await customer.history();
    const cart = await customer.put(TRUMPET, 1);

    const asBought = { totalCents: 62_500, lines: [{ name: 'Trumpet', priceCents: 62_500 }] };
    const asSoldNow = { totalCents: 70_000, lines: [{ name: 'Trumpet in B flat', priceCents: 70_000 }] };
    expect(bought).toMatchObject(asBought);
    expect(order).toMatchObject({ monolith: asSoldNow, services: asBought }[shop.kind]);
    // What was paid is what was paid, in both.
    expect(order?.payment.amountCents).toBe(62_500);
    expect(cart.body).toMatchObject(asSoldNow);
  });

  test('nobody sees the orders of somebody else, and only staff changes prices and stock', async () => {
    const owner = await newCustomer(shop);
    const other = await newCustomer(shop);
    await owner.put(STRINGS, 1);
    const { body: order } = await owner.order();
    const paths = { method: 'PATCH', path: `/products/${STRINGS}` };

    expect(await other.get(`/orders/${order.id}`)).toMatchObject({ status: 404, body: { code: 'no-such-order' } });
    expect(await other.history()).toEqual([]);
    expect(await asCustomer(shop).get('/orders')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(await other.send(paths.method, paths.path, { priceCents: 1 })).toMatchObject({ status: 403 });
    expect(await other.send('PUT', `/stock/${STRINGS}`, { available: 1 })).toMatchObject({ status: 403 });
    expect(await asCustomer(shop).get('/cart')).toMatchObject({ status: 401 });
  });

  test('a long history comes in pages', async () => {
    const customer = await newCustomer(shop);
    for (const key of ['a', 'b', 'c']) {
      await customer.put(STAND, 1);
      await customer.order(key);
    }
    const newest = (await customer.get<{ orders: OrderBody[] }>('/orders?limit=2')).body.orders;
    const rest = (await customer.get<{ orders: OrderBody[] }>(`/orders?limit=2&before=${newest[1]?.id}`)).body.orders;
    const ids = [...newest, ...rest].map(({ id }) => id);

    expect([newest.length, rest.length]).toEqual([2, 1]);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    expect(await customer.get('/orders?limit=0')).toMatchObject({ status: 422, body: { field: 'limit' } });
  });

  test.each([
    ['no body', 'POST', '/users', undefined, 415, 'not-json'],
    ['half a body', 'POST', '/users', '{"email":', 400, 'malformed-json'],
    ['a list for a body', 'POST', '/users', '[]', 400, 'malformed-json'],
    ['a body of 20 KB', 'POST', '/users', JSON.stringify({ name: 'x'.repeat(20_000) }), 413, 'too-large'],
    ['a short password', 'POST', '/users', '{"email":"a@b.c","name":"A","password":"short"}', 422, 'invalid-field'],
    ['an address without @', 'POST', '/users', '{"email":"ab","name":"A","password":"12345678"}', 422, 'invalid-field'],
    ['a number for a name', 'POST', '/users', '{"email":"a@b.c","name":1,"password":"12345678"}', 422, 'invalid-field'],
    ['an id that is a word', 'GET', '/products/violin', undefined, 404, 'not-found'],
    ['an unknown path', 'GET', '/nothing', undefined, 404, 'no-such-route'],
    ['a method that a path does not take', 'PUT', '/products', '{}', 405, 'method-not-allowed'],
  ])('%s is refused with a code', async (_, method, path, body, status, code) => {
    const answer = await shop.ask({ method, path, headers: TYPED[typeof body], body });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.text)).toMatchObject({ status, code, detail: expect.stringMatching(/^.{10,}/) });
  });

  test('fields of orders and carts are held to their limits', async () => {
    const customer = await newCustomer(shop);
    const refusals = [
      await customer.put(STAND, 1.5),
      await customer.put(STAND, -1),
      await customer.put(STAND, 100),
      await customer.send('PUT', `/cart/items/${STAND}`, { quantity: '1' }),
      await customer.send('POST', '/orders', { address: '' }),
      await customer.send('POST', '/orders', { address: ADDRESS }, { 'idempotency-key': 'has a space' }),
    ];

    expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422]);
    expect(await customer.order()).toMatchObject({ status: 409, body: { code: 'cart-empty' } });
  });

  test('an answer names the program that gave it and the request, by the id that the caller brought', async () => {
    const headers = { 'x-request-id': 'call-4711' };
    const health = await shop.ask({ method: 'GET', path: '/health', headers });

    expect(health.status).toBe(200);
    expect(JSON.parse(health.text)).toMatchObject({ status: 'ok' });
    expect(health.headers.get('x-served-by')).toMatch(/^(shop|gateway)$/);
    expect(health.headers.get('x-request-id')).toBe('call-4711');
  });

  test('while the bank is away an order is neither paid nor refused; the same key, or a restart, settles it', async () => {
    const impatient = await newCustomer(shop);
    const patient = await newCustomer(shop);
    await impatient.put(STAND, 1);
    await patient.put(STRINGS, 1);
    await shop.kill('bank');
    const unknown = [await impatient.order('again'), await patient.order('later')];
    const pending = await patient.history();
    await shop.start('bank');
    const settled = await impatient.order('again');
    await shop.restart();

    expect(unknown.map(({ status, body }) => [status, body.code])).toEqual([
      [503, 'payment-unknown'],
      [503, 'payment-unknown'],
    ]);
    expect(pending).toMatchObject([{ status: 'pending' }]);
    expect(settled).toMatchObject({ status: 201, body: { status: 'paid' } });
    await eventually(async () => expect(await patient.history()).toMatchObject([{ status: 'paid' }]));
    for (const customer of [impatient, patient]) {
      const [order] = await customer.history();
      expect(await chargesOf(order)).toHaveLength(1);
    }
  });

  test('while the mailbox is away orders are placed; the monolith gives the mail up, the services send it later', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await shop.kill('mailbox');
    const placed = await customer.order();
    await shop.start('mailbox');
    const next = await newCustomer(shop);
    await next.put(STAND, 1);
    await next.order();
    await mailArrives(next.email);

    expect(placed.status).toBe(201);
    const sent = { monolith: 0, services: 1 }[shop.kind];
    await eventually(async () => expect(await mailsTo(customer.email)).toHaveLength(sent));
  });

  test('kill -9 and a restart keep everything: accounts, sessions, carts, stock, orders, keys', async () => {
    const customer = await newCustomer(shop);
    await customer.put(BASS, 1);
    const { body: order } = await customer.order('before-the-restart');
    await customer.put(METRONOME, 3);
    const stock = await stockOf(BASS);
    await shop.restart();
    const replayed = await customer.order('before-the-restart');

    expect(await customer.history()).toEqual([order]);
    expect(replayed).toMatchObject({ status: 201, body: order });
    expect((await customer.get<{ totalCents: number }>('/cart')).body.totalCents).toBe(11_700);
    expect(await stockOf(BASS)).toBe(stock);
    expect(await chargesOf(order)).toHaveLength(1);
  });
});
