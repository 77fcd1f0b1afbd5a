/**
 * Services in the order in which a start is hardest: who asks before whom it asks.
 * @module
 */
import type { Timeline } from '../../_kit/timeline.ts';
import { servicesOf } from './find-roles.ts';

/**
 * By the calls of the run so far; services that ask in a circle stay in the order of their columns.
 *
 * @example
 * startOrder(timeline) // ['shop', 'orders', 'carts', 'products'], when orders asks carts and carts asks products
 */
export function startOrder(timeline: Timeline): readonly string[] {
  const waiting = new Set(servicesOf(timeline));
  const calls = new Set(
    timeline.messages.filter(({ kind }) => kind === 'request').map(({ from, to }) => `${from} ${to}`),
  );
  const order: string[] = [];
  while (waiting.size > 0) {
    const unasked = [...waiting].find((service) =>
      [...waiting].every((caller) => caller === service || !calls.has(`${caller} ${service}`)),
    );
    const [next = ''] = unasked === undefined ? waiting : [unasked];
    order.push(next);
    waiting.delete(next);
  }
  return order;
}
