/**
 * What every check of this lab begins with: a customer and staff do once what the shop is for, and what happens shows which
 * service does what.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import { findRoles, type Roles } from './find-roles.ts';
import { type Order, type Product, readOrder, readProducts } from './shop-answers.ts';
import { type Customer, newCustomer, type Reply, send, signInStaff, type Staff, visitor } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';
import { waitFor } from './wait-for.ts';

export interface OpenShop {
  readonly customer: Customer;
  readonly staff: Staff;
  /** The catalogue after staff's change, without what the bank declines. */
  readonly products: readonly Product[];
  /** The one that the customer has bought, at today's price. */
  readonly bought: Product;
  readonly order: Order;
  /** The operation that bought it, such as `r-12`. */
  readonly placed: string;
  readonly roles: Roles;
}

/** The bank declines above this. */
const CHARGE_LIMIT_CENTS = 1_000_000;
const PLENTY = 50;
export const MAIL_LIMIT_MS = 20_000;

/**
 * Changes a price, counts stock, buys one piece, and reads everything once.
 *
 * @throws {ShopRefused} when the shop does not even do that.
 */
export async function openShop(bench: Bench): Promise<OpenShop> {
  bench.progress('a customer buys something, and staff changes a price');
  const [customer, staff] = await Promise.all([newCustomer(bench, 'clara'), signInStaff(bench)]);
  const must = async (what: string, request: HttpRequest): Promise<Reply> => {
    const reply = await send(bench, request);
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw new ShopRefused(what, reply.operation);
  };

  const listed = await must('read the catalogue', visitor.products());
  const affordable = readProducts(listed.body)?.filter(({ priceCents }) => priceCents < CHARGE_LIMIT_CENTS / PLENTY);
  if (!affordable || affordable.length < 2) throw new ShopRefused('read the catalogue', listed.operation);
  const chosen = bench.choose.pick('what is bought', affordable);
  const bought = { ...chosen, priceCents: chosen.priceCents + bench.choose.integer('first price', 1, 99) };
  const products = affordable.map((product) => (product.id === bought.id ? bought : product));

  await must('change a price', staff.change(bought.id, { priceCents: bought.priceCents }));
  await must('count stock', staff.count(bought.id, PLENTY));
  await Promise.all([
    must('read a product', staff.product(bought.id)),
    must('read stock', staff.stockOf(bought.id)),
    must('read an account', customer.me()),
  ]);
  await must('fill a cart', customer.put(bought.id, 1));
  await must('read a cart', customer.cart());
  const placed = await must('place an order', customer.order());
  const order = readOrder(placed.body);
  if (!order) throw new ShopRefused('read the order', placed.operation);
  await Promise.all([
    must('read an order', customer.orderById(order.id)),
    must('read the history', customer.history()),
    must('read everybody’s catalogue', visitor.products()),
  ]);
  await waitFor(bench, () => findRoles(bench).mail !== undefined, MAIL_LIMIT_MS);
  return { customer, staff, products, bought, order, placed: placed.operation.id, roles: findRoles(bench) };
}
