/**
 * Everything that must agree in the end: the bank's ledger, the orders of all customers, and the stock.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { Attempt } from './buy-at-once.ts';
import { type Order, type Product, readOrders, readStocks, type Stock } from './shop-answers.ts';
import { type Customer, send, visitor } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';

/** An entry of the bank's; a refund is negative and says what it gives back. */
export interface Charge {
  readonly reference: string;
  readonly amount: number;
  readonly refundOf?: string;
  /** The client's request that made the shop ask the bank. */
  readonly causedBy?: string;
}

export interface PlacedOrder extends Order {
  readonly customer: Customer;
  /** The request that showed it. */
  readonly shownBy: string;
}

/** Pieces that were there before anybody ordered. */
export interface CountedStock {
  readonly product: Product;
  readonly counted: number;
}

export interface Books {
  readonly charges: readonly Charge[];
  readonly orders: readonly PlacedOrder[];
  readonly stock: readonly (CountedStock & { readonly available: number; readonly shownBy: string })[];
  readonly attempts: readonly Attempt[];
}

const WHOLE_HISTORY = 100;

/** @throws {ShopRefused} when a history or the stock cannot be read. */
export async function readBooks(
  bench: Bench,
  customers: readonly Customer[],
  counted: readonly CountedStock[],
  attempts: readonly Attempt[],
): Promise<Books> {
  const [orders, shown, charges] = await Promise.all([
    Promise.all(customers.map((customer) => readHistory(bench, customer))),
    send(bench, visitor.stock()),
    bench.ledger<Charge>('bank'),
  ]);
  const stocks = readStocks(shown.body);
  if (stocks === undefined) throw new ShopRefused('read the stock', shown.operation);
  const availableOf = (product: Product): Stock['available'] =>
    stocks.find(({ productId }) => productId === product.id)?.available ?? 0;
  const shownBy = shown.operation.id;
  const stock = counted.map((entry) => ({ ...entry, available: availableOf(entry.product), shownBy }));
  const answers = bench.timeline().messages.filter(({ kind, from }) => kind === 'response' && from === 'bank');
  const caused = charges.map((charge) => {
    const causedBy = answers.find(({ preview }) => preview?.includes(`"${charge.reference}"`))?.operation;
    return { ...charge, ...(causedBy !== undefined && { causedBy }) };
  });
  return { charges: caused, orders: orders.flat(), stock, attempts };
}

async function readHistory(bench: Bench, customer: Customer): Promise<readonly PlacedOrder[]> {
  const { body, operation } = await send(bench, customer.history(WHOLE_HISTORY));
  const orders = readOrders(body);
  if (orders === undefined) throw new ShopRefused('read a history', operation);
  return orders.map((order) => ({ ...order, customer, shownBy: operation.id }));
}
