/**
 * Lets a customer order until the history is long, of several products.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { affordableProducts } from './affordable-products.ts';
import type { OpenShop } from './open-shop.ts';
import { send } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';

/** Enough that one call for each product is more than one call for all. */
const PRODUCT_COUNT = 8;

/** @throws {ShopRefused} when an order is not taken, or there is too little to order. */
export async function makeLongHistory(bench: Bench, { customer, staff }: OpenShop, orderCount: number) {
  const sold = (await affordableProducts(bench, 1, PRODUCT_COUNT)).slice(0, PRODUCT_COUNT);
  await Promise.all(sold.map(({ id }) => send(bench, staff.count(id, orderCount))));
  // The first was placed when the shop was opened.
  for (let number = 2; number <= orderCount; number += 1) {
    if (number % 10 === 0) bench.progress(`${number} of ${orderCount} orders are placed`);
    const { id } = bench.choose.pick('ordered', sold);
    await send(bench, customer.put(id, 1));
    const { status, operation } = await send(bench, customer.order());
    if (status !== 201) throw new ShopRefused('place an order', operation);
  }
}
