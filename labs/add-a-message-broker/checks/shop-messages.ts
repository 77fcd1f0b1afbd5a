/**
 * What is said when an order without any fault lacks its consequences.
 * @module
 */
import type { LearnerMessage, LookAt } from '../../_kit/check.ts';
import type { Accepted } from './place-orders.ts';

export const exampleOf = (
  { operation }: Accepted,
  at: LookAt['at'] = 'published',
): NonNullable<LearnerMessage['example']> => ({ label: operation.id, lookAt: { operation: operation.id, at } });

/** "r-3 and 13 more" */
export function someOf(orders: readonly Accepted[]): string {
  const [first, ...others] = orders;
  const name = first ? `[[${first.operation.id}]]` : 'none';
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

export const mailNeverCame = (order: Accepted): LearnerMessage => ({
  id: 'mail-never-came',
  seen: `[[${order.operation.id}]] ordered with everything healthy, was told yes, and ${order.email} got no mail.`,
  expected: 'a mail for the order',
  received: 'none',
  why: 'Work that is taken out of the request has to be done by somebody else: announced by one side, heard by the other.',
  example: exampleOf(order),
});

export const parcelNeverCame = (order: Accepted): LearnerMessage => ({
  id: 'parcel-never-came',
  seen: `[[${order.operation.id}]] ordered with everything healthy and got a mail; the carrier has no parcel for the order.`,
  expected: 'a parcel for the order',
  received: 'none',
  why: 'An order has several consequences. Each service that has one to see to needs every message, and not its share of them.',
  example: exampleOf(order),
});

export const purchaseNeverCounted = (order: Accepted): LearnerMessage => ({
  id: 'purchase-never-counted',
  seen: `[[${order.operation.id}]] ordered with everything healthy and got a mail and a parcel; \`GET /recommendations\` knows nothing of what was bought.`,
  expected: 'the product among those that are bought most',
  received: 'not there',
  why: 'An order has several consequences. Each service that has one to see to needs every message, and not its share of them.',
  example: exampleOf(order),
});
