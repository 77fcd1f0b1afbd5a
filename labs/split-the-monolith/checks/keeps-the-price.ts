/**
 * Whether a past order still shows what was paid for it after staff has changed the price.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { OpenShop } from './open-shop.ts';
import { readOrder } from './shop-answers.ts';
import { send } from './shop-customer.ts';

/** A copy of the catalogue may be so late. */
const NEWS_MS = 1_000;
const RISE_CENTS = 7;

/** Leaves the price as it was. */
export async function keepsThePrice(
  bench: Bench,
  { customer, staff, bought, order }: Pick<OpenShop, 'customer' | 'staff' | 'bought' | 'order'>,
): Promise<boolean> {
  await send(bench, staff.change(bought.id, { priceCents: bought.priceCents + RISE_CENTS }));
  await bench.sleep(NEWS_MS);
  const { body } = await send(bench, customer.orderById(order.id));
  await send(bench, staff.change(bought.id, { priceCents: bought.priceCents }));
  await bench.sleep(NEWS_MS);
  return JSON.stringify(readOrder(body)?.lines) === JSON.stringify(order.lines);
}
