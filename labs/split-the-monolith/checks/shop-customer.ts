/**
 * Who uses the shop: customers and staff make requests for `http://shop`, and `send` brings the answer with its body read.
 * A request that is only made can go into `bench.traffic`. Ids belong to the shop: they are handed back as they came.
 * @module
 */
import { answerJson } from '../../_kit/answer-json.ts';
import type { Bench, HttpRequest, Operation } from '../../_kit/bench.ts';
import { ShopRefused } from './shop-refused.ts';

/** A whole number or a text, whatever the shop counts with. */
export type Id = string | number;

export interface Reply {
  readonly operation: Operation;
  /** 0 when no answer came. */
  readonly status: number;
  /** Read as JSON; `undefined` when it is none. */
  readonly body: unknown;
}

interface Parts {
  readonly token?: string;
  readonly key?: string | undefined;
  readonly body?: unknown;
}

interface Account {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** A product's new name, its new price, or both. */
interface ProductChange {
  readonly name?: string;
  readonly priceCents?: number;
}

export const ENTRANCE = 'shop';
const STAFF = { email: 'staff@shop.example', password: 'let the staff in' };
const ADDRESS = '1 Stage Door, Hamburg';

/** A request at the entrance; a body is sent as JSON. */
export function shopRequest(method: string, path: string, { token, key, body }: Parts = {}): HttpRequest {
  return {
    method,
    url: `http://${ENTRANCE}${path}`,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/**
 * @example
 * const { status, body } = await send(bench, customer.order('key-1'));
 */
export async function send(bench: Bench, request: HttpRequest): Promise<Reply> {
  return toReply(await bench.request(request));
}

/** An operation of `bench.traffic`, read in the same way. */
export const toReply = (operation: Operation): Reply => ({
  operation,
  status: operation.outcome === 'ok' ? (operation.response?.status ?? 0) : 0,
  body: answerJson(operation),
});

const segment = (id: Id): string => encodeURIComponent(String(id));

/** What everybody may ask, signed in or not. */
export const visitor = {
  products: () => shopRequest('GET', '/products'),
  product: (id: Id) => shopRequest('GET', `/products/${segment(id)}`),
  stock: () => shopRequest('GET', '/stock'),
  stockOf: (id: Id) => shopRequest('GET', `/stock/${segment(id)}`),
  health: () => shopRequest('GET', '/health'),
  register: (account: Account) => shopRequest('POST', '/users', { body: account }),
  signIn: ({ email, password }: Omit<Account, 'name'>) =>
    shopRequest('POST', '/sessions', { body: { email, password } }),
};

export class Customer {
  readonly email: string;
  readonly #token: string;

  constructor(email: string, token: string) {
    this.email = email;
    this.#token = token;
  }

  me = (): HttpRequest => this.ask('GET', '/users/me');
  /** As a visitor sees it, with the token sent along. */
  product = (id: Id): HttpRequest => this.ask('GET', `/products/${segment(id)}`);
  stockOf = (id: Id): HttpRequest => this.ask('GET', `/stock/${segment(id)}`);
  cart = (): HttpRequest => this.ask('GET', '/cart');
  put = (id: Id, quantity: number): HttpRequest =>
    this.ask('PUT', `/cart/items/${segment(id)}`, { body: { quantity } });
  /** Buys what is in the cart. */
  order = (key?: string, address = ADDRESS): HttpRequest => this.ask('POST', '/orders', { key, body: { address } });
  history = (limit?: number): HttpRequest => this.ask('GET', `/orders${limit === undefined ? '' : `?limit=${limit}`}`);
  orderById = (id: Id): HttpRequest => this.ask('GET', `/orders/${segment(id)}`);

  protected ask(method: string, path: string, parts: Omit<Parts, 'token'> = {}): HttpRequest {
    return shopRequest(method, path, { ...parts, token: this.#token });
  }
}

export class Staff extends Customer {
  change = (id: Id, change: ProductChange): HttpRequest =>
    this.ask('PATCH', `/products/${segment(id)}`, { body: change });
  /** Stock counted anew. */
  count = (id: Id, available: number): HttpRequest => this.ask('PUT', `/stock/${segment(id)}`, { body: { available } });
}

/**
 * Registers somebody and signs them in.
 *
 * @param name A first name of this run; the seed makes the address.
 * @throws {ShopRefused} when the shop takes nobody in.
 *
 * @example
 * const clara = await newCustomer(bench, 'clara');
 */
export async function newCustomer(bench: Bench, name: string): Promise<Customer> {
  const email = `${name}-${bench.choose.integer(`address of ${name}`, 1_000, 9_999)}@shop.example`;
  const account = { email, name, password: `correct horse of ${name}` };
  const registered = await send(bench, visitor.register(account));
  if (registered.status !== 201) throw new ShopRefused('register', registered.operation);
  return new Customer(email, await tokenOf(bench, account));
}

/** @throws {ShopRefused} when staff is not let in. */
export async function signInStaff(bench: Bench): Promise<Staff> {
  return new Staff(STAFF.email, await tokenOf(bench, STAFF));
}

async function tokenOf(bench: Bench, account: Omit<Account, 'name'>): Promise<string> {
  const { status, body, operation } = await send(bench, visitor.signIn(account));
  const { token } = (body ?? {}) as { token?: unknown };
  if (status === 201 && typeof token === 'string') return token;
  throw new ShopRefused('sign in', operation);
}
