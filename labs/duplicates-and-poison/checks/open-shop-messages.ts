/**
 * What is said when an order without any fault lacks its consequence.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { ShopOrder } from './shop-orders.ts';

/** An order, and what announced it. */
export type Announced = ShopOrder & { readonly operation: Operation };

export const exampleOf = (
  { operation }: { readonly operation: Operation },
  at: 'call' | 'stored' = 'call',
): NonNullable<LearnerMessage['example']> => ({ label: operation.id, lookAt: { operation: operation.id, at } });

export const mailNeverCame = ({ operation, email }: Announced): LearnerMessage => ({
  id: 'mail-never-came',
  seen: `[[${operation.id}]] announced an order, once and with everything healthy, and ${email} got no mail.`,
  expected: 'one mail',
  received: 'none',
  why: 'Whoever is careful not to do a thing twice has to do it once first.',
  example: exampleOf({ operation }),
});

export const stockNeverFell = ({ operation, sku, quantity }: Announced): LearnerMessage => ({
  id: 'stock-never-fell',
  seen: `[[${operation.id}]] announced an order of ${quantity} × \`${sku}\`, once and with everything healthy. \`GET /stock\` at the stock service does not show that they are gone.`,
  expected: `${quantity} fewer, under \`available\``,
  received: 'no such change',
  why: 'Whoever is careful not to do a thing twice has to do it once first.',
  example: exampleOf({ operation }, 'stored'),
});

export const statusNeverCame = ({ operation, orderId }: Announced): LearnerMessage => ({
  id: 'status-never-came',
  seen: `An order was placed, paid, shipped and delivered, said once each and in this order, [[${operation.id}]] first. \`GET /orders/${orderId}\` at the tracking does not say \`delivered\`.`,
  expected: 'status `delivered`',
  received: 'another status, or none',
  why: 'Whoever guards against old news has to take in new ones first.',
  example: exampleOf({ operation }, 'stored'),
});
