/**
 * Reads the shop's answers: the promised fields and no others, `undefined` where one is missing or of another type. What a
 * service adds is its own affair.
 * @module
 */
import type { JsonObject } from '../../_kit/answer-json.ts';
import type { Id } from './shop-customer.ts';

export interface Product {
  readonly id: Id;
  readonly name: string;
  readonly priceCents: number;
}

export interface Stock {
  readonly productId: Id;
  readonly available: number;
}

export interface Line {
  readonly productId: Id;
  readonly name: string;
  readonly priceCents: number;
  readonly quantity: number;
}

export interface Cart {
  readonly lines: readonly Line[];
  readonly totalCents: number;
}

export interface Order extends Cart {
  readonly id: Id;
  readonly status: string;
  readonly payment: { readonly amountCents: number; readonly reference: string | null };
}

const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
const isId = (value: unknown): value is Id => typeof value === 'string' || typeof value === 'number';

/** All of the list, or `undefined` when one cannot be read. */
function readAll<Item>(value: unknown, read: (item: unknown) => Item | undefined): readonly Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

export function readProduct(value: unknown): Product | undefined {
  const { id, name, priceCents } = asObject(value) ?? {};
  return isId(id) && typeof name === 'string' && typeof priceCents === 'number' ? { id, name, priceCents } : undefined;
}

export const readProducts = (body: unknown): readonly Product[] | undefined =>
  readAll(asObject(body)?.['products'], readProduct);

export function readStock(value: unknown): Stock | undefined {
  const { productId, available } = asObject(value) ?? {};
  return isId(productId) && typeof available === 'number' ? { productId, available } : undefined;
}

export const readStocks = (body: unknown): readonly Stock[] | undefined =>
  readAll(asObject(body)?.['stock'], readStock);

export function readCart(body: unknown): Cart | undefined {
  const { lines: list, totalCents } = asObject(body) ?? {};
  const lines = readAll(list, readLine);
  return lines && typeof totalCents === 'number' ? { lines, totalCents } : undefined;
}

function readLine(value: unknown): Line | undefined {
  const { productId, name, priceCents, quantity } = asObject(value) ?? {};
  const isLine = isId(productId) && typeof name === 'string';
  if (!isLine || typeof priceCents !== 'number' || typeof quantity !== 'number') return undefined;
  return { productId, name, priceCents, quantity };
}

export function readOrder(value: unknown): Order | undefined {
  const cart = readCart(value);
  const { id, status, payment } = asObject(value) ?? {};
  const { amountCents, reference } = asObject(payment) ?? {};
  if (!cart || !isId(id) || typeof status !== 'string' || typeof amountCents !== 'number') return undefined;
  return { ...cart, id, status, payment: { amountCents, reference: typeof reference === 'string' ? reference : null } };
}

/** Of `GET /orders`, newest first. */
export const readOrders = (body: unknown): readonly Order[] | undefined =>
  readAll(asObject(body)?.['orders'], readOrder);
