/**
 * What the services promise beyond the public routes: what goes on while one of them is dead, in real Node and simulated.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asCustomer, newCustomer, readLedger } from '../../support/shop-customer.ts';
import { openRealShop, openSimulatedShop, type ShopSystem } from '../../support/shop-system.ts';

const STRINGS = 8;
const STAND = 9;
const LATER_LIMIT_MS = 15_000;

interface Charge {
  readonly orderId: string;
}
interface Mail {
  readonly to: string;
}
interface Available {
  readonly available: number;
}

const SYSTEMS = [
  { name: 'real Node', open: openRealShop },
  { name: 'simulated', open: openSimulatedShop },
];

describe.each(SYSTEMS)('services, $name', ({ open }) => {
  let shop: ShopSystem;

  beforeAll(async () => {
    shop = await open('services');
  });
  afterAll(() => shop.close());

  const eventually = <Value>(look: () => Promise<Value>) =>
    vi.waitFor(
      async () => {
        await shop.letTimePass();
        return look();
      },
      { timeout: LATER_LIMIT_MS, interval: 20 },
    );
  const stockOf = async (productId: number) =>
    (await asCustomer(shop).get<Available>(`/stock/${productId}`)).body.available;

  test('without products orders are placed, history and carts are read; only the catalogue is away, and says so', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await customer.order();
    await customer.put(STRINGS, 1);
    await shop.kill('products');
    const catalogue = await customer.get('/products');
    const cart = await customer.put(STRINGS, 2);
    const unseen = await customer.put(STAND, 1);
    const placed = await customer.order();
    const history = await customer.history();
    await shop.start('products');

    const away = { status: 503, body: { code: 'service-unavailable', service: 'products' } };
    expect(catalogue).toMatchObject(away);
    expect(unseen).toMatchObject(away);
    expect(cart).toMatchObject({ status: 200, body: { totalCents: 4900 } });
    expect(placed.status).toBe(201);
    expect(history.map(({ lines }) => lines.map(({ name }) => name))).toEqual([['Violin strings'], ['Music stand']]);
    expect(await customer.get('/products')).toMatchObject({ status: 200 });
  });

  test('without notifications orders are placed, and their mails come when it is back, one each', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await shop.kill('notifications');
    const placed = await customer.order();
    await shop.start('notifications');
    const mails = async () => (await readLedger<Mail>(shop, 'mailbox')).filter(({ to }) => to === customer.email);
    await eventually(async () => expect(await mails()).not.toEqual([]));

    expect(placed.status).toBe(201);
    expect(await mails()).toHaveLength(1);
  });

  test('without inventory nothing is ordered, and the cart is given back', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await shop.kill('inventory');
    const refused = await customer.order();
    await shop.start('inventory');
    const available = await stockOf(STAND);
    await eventually(async () =>
      expect(await customer.get('/cart')).toMatchObject({ body: { lines: [{ productId: STAND }] } }),
    );

    expect(refused).toMatchObject({ status: 503, body: { code: 'service-unavailable', service: 'inventory' } });
    expect(await customer.history()).toEqual([]);
    expect(await customer.order()).toMatchObject({ status: 201 });
    expect(await stockOf(STAND)).toBe(available - 1);
  });

  test('without payments an order waits, and is paid once when they are back', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await shop.kill('payments');
    const waiting = await customer.order();
    await shop.start('payments');
    await eventually(async () => expect(await customer.history()).toMatchObject([{ status: 'paid' }]));
    const [order] = await customer.history();
    const charges = await readLedger<Charge>(shop, 'bank');

    expect(waiting).toMatchObject({ status: 503, body: { code: 'payment-unknown' } });
    expect(charges.filter(({ orderId }) => orderId === String(order?.id))).toHaveLength(1);
  });

  test('without users nobody can sign in, and who is signed in goes on', async () => {
    const customer = await newCustomer(shop);
    await customer.put(STAND, 1);
    await shop.kill('users');
    const account = { email: customer.email, password: 'correct horse' };
    const refused = await customer.send('POST', '/sessions', account);
    const placed = await customer.order();
    await shop.start('users');

    expect(refused).toMatchObject({ status: 503, body: { code: 'service-unavailable', service: 'users' } });
    expect(placed.status).toBe(201);
  });

  test('what a client says about itself is dropped at the gateway, and internal paths do not exist outside', async () => {
    const forged = { 'x-user': encodeURIComponent(JSON.stringify({ id: 1, role: 'staff', email: '', name: '' })) };
    const visitor = asCustomer(shop);
    const body = { id: 'mine', lines: [{ productId: STAND, quantity: 60 }] };
    const available = await stockOf(STAND);

    expect(await visitor.send('GET', '/orders', undefined, forged)).toMatchObject({ status: 401 });
    expect(await visitor.send('PUT', `/stock/${STAND}`, { available: 0 }, forged)).toMatchObject({ status: 401 });
    expect(await visitor.send('POST', '/internal/reservations', body)).toMatchObject({ status: 404 });
    expect(await visitor.send('POST', '/stock/%2e%2e/internal/reservations', body)).toMatchObject({ status: 404 });
    expect(await stockOf(STAND)).toBe(available);
  });
});
