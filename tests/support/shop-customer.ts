/**
 * Somebody who uses the shop: sends JSON, remembers the token, reads JSON.
 * @module
 */
import type { ShopAnswer, ShopSystem } from './shop-system.ts';

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Line {
  readonly productId: number;
  readonly name: string;
  readonly priceCents: number;
  readonly quantity: number;
}

export interface OrderBody {
  readonly id: number;
  readonly status: string;
  readonly totalCents: number;
  readonly lines: readonly Line[];
  readonly payment: { readonly amountCents: number; readonly reference: string | null };
}

export interface Customer {
  readonly email: string;
  get<Body>(path: string): Promise<Reply<Body>>;
  send<Body>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<Body>>;
  put(productId: number, quantity: number): Promise<Reply<unknown>>;
  order(key?: string): Promise<Reply<OrderBody & { readonly code: string }>>;
  history(): Promise<readonly OrderBody[]>;
}

let customers = 0;
export const ADDRESS = '1 Stage Door, Hamburg';

const parse = <Body>({ status, headers, text }: ShopAnswer): Reply<Body> => ({
  status,
  headers,
  body: (text === '' ? undefined : JSON.parse(text)) as Body,
});

export function asCustomer(shop: ShopSystem, token = '', email = ''): Customer {
  const signed = token === '' ? {} : { authorization: `Bearer ${token}` };
  const send = async <Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return parse<Body>(await shop.ask({ method, path, headers: { ...signed, ...json, ...headers }, ...text }));
  };
  return {
    email,
    send,
    get: (path) => send('GET', path),
    put: (productId, quantity) => send('PUT', `/cart/items/${productId}`, { quantity }),
    order: (key) => send('POST', '/orders', { address: ADDRESS }, key === undefined ? {} : { 'idempotency-key': key }),
    history: async () => (await send<{ orders: OrderBody[] }>('GET', '/orders')).body.orders,
  };
}

async function signIn(shop: ShopSystem, email: string, password: string): Promise<Customer> {
  const { status, body } = await asCustomer(shop).send<{ token: string }>('POST', '/sessions', { email, password });
  if (status !== 201) throw new Error(`Cannot sign in as ${email}: ${status} ${JSON.stringify(body)}`);
  return asCustomer(shop, body.token, email);
}

/** A new account, signed in. */
export async function newCustomer(shop: ShopSystem): Promise<Customer> {
  customers += 1;
  const email = `customer-${customers}@shop.example`;
  const account = { email, name: `Customer ${customers}`, password: 'correct horse' };
  await asCustomer(shop).send('POST', '/users', account);
  return signIn(shop, email, account.password);
}

export const signInStaff = (shop: ShopSystem): Promise<Customer> =>
  signIn(shop, 'staff@shop.example', 'let the staff in');

/** What the world saw, read in its own ledger. */
export async function readLedger<Entry>(shop: ShopSystem, world: 'bank' | 'mailbox'): Promise<Entry[]> {
  return parse<Entry[]>(await shop.ask({ method: 'GET', path: '/ledger' }, world)).body;
}
