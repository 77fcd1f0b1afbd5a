/**
 * What the bank lets customers buy.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { type Product, readProducts } from './shop-answers.ts';
import { send, visitor } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';

/** The bank declines above this. */
const CHARGE_LIMIT_CENTS = 1_000_000;

/**
 * @param pieces So many of one are still below what the bank declines.
 * @throws {ShopRefused} when the catalogue cannot be read or there are fewer than `fewest`.
 */
export async function affordableProducts(bench: Bench, pieces: number, fewest: number): Promise<readonly Product[]> {
  const { body, operation } = await send(bench, visitor.products());
  const products = (readProducts(body) ?? []).filter(({ priceCents }) => priceCents * pieces < CHARGE_LIMIT_CENTS);
  if (products.length < fewest) throw new ShopRefused('read the catalogue', operation);
  return products;
}
