/**
 * Orders that the check makes up, and what the shop says of them.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';

export interface ShopOrder {
  readonly orderId: number;
  /** Of this order alone: a mail is known by whom it goes to, whatever stands in it. */
  readonly email: string;
  readonly sku: string;
  readonly quantity: number;
}

/** What the lab's text calls an event. */
export interface ShopEvent {
  readonly id: string;
  readonly schema: number;
  readonly type: string;
  readonly orderId: number;
  readonly version: number;
  readonly occurredAt: string;
}

/** In the order of their versions, which count from 1. */
export const TYPES = ['order.placed', 'order.paid', 'order.shipped', 'order.delivered'] as const;

const ARTICLES = ['mug', 'lamp', 'chair'];
const LONG_AGO_MS = Date.UTC(2026, 4, 4, 10);
const STEP_MS = 1_000;
/** Who ships has another clock than who takes orders and money. */
const SHIPPING_IS_BEHIND_MS = 4_000;
const FIRST_OF_SHIPPING = 3;

/** One for each run: asked a second time, a label is drawn anew. */
const firstIds = new WeakMap<Bench, number>();

function firstIdOf(bench: Bench): number {
  const firstId = firstIds.get(bench) ?? bench.choose.integer('number of the first order', 1_000, 8_000);
  firstIds.set(bench, firstId);
  return firstId;
}

/**
 * @param name Of these orders; no two calls of a check share one.
 * @param from Distance of their numbers from the first number of the run, so that no two orders share one.
 */
export function makeOrders(bench: Bench, name: string, plan: { from: number; count: number }): readonly ShopOrder[] {
  const firstId = firstIdOf(bench);
  return Array.from({ length: plan.count }, (_, index) => {
    const label = `${name} ${index}`;
    return {
      orderId: firstId + plan.from + index,
      email: `${name}-${index}-${bench.choose.integer(`number of ${label}`, 1, 9_999)}@shop.example`,
      sku: bench.choose.pick(`article of ${label}`, ARTICLES),
      quantity: bench.choose.integer(`quantity of ${label}`, 1, 3),
    };
  });
}

/** @param version From 1 for placed up to 4 for delivered. */
export function eventOf({ orderId, email, sku, quantity }: ShopOrder, version: number): ShopEvent {
  const isOfShipping = version >= FIRST_OF_SHIPPING;
  const atMs = LONG_AGO_MS + orderId * STEP_MS + version * STEP_MS - (isOfShipping ? SHIPPING_IS_BEHIND_MS : 0);
  return {
    id: `e-${orderId}-${version}`,
    schema: 1,
    type: TYPES[version - 1] ?? '',
    orderId,
    version,
    occurredAt: new Date(atMs).toISOString(),
    ...(version === 1 && { email, sku, quantity, totalCents: quantity * 1_290 }),
  };
}

export const placed = (order: ShopOrder): ShopEvent => eventOf(order, 1);
