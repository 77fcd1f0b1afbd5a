/** What happened to an order, as its service announces it; and the one place that decides whether a message says so. */
export interface OrderEvent {
  /** Of the event: every copy has the same. */
  readonly id: string;
  /** Which fields there are and what they mean. Only 1 is known here. */
  readonly schema: number;
  /** `order.placed`, `order.paid`, `order.shipped` or `order.delivered`; also the routing key. */
  readonly type: string;
  readonly orderId: number;
  /** Counts the changes of this order, from 1. */
  readonly version: number;
  /** By the wall clock of the service that says it; clocks of different services differ. */
  readonly occurredAt: string;
}

export interface OrderPlaced extends OrderEvent {
  readonly email: string;
  readonly sku: string;
  readonly quantity: number;
  readonly totalCents: number;
}

/** A message that reads no better the second time. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** @throws {Unreadable} What is no event of a schema that is known here. */
export function readOrderEvent(text: string): OrderEvent {
  const event = parse(text);
  if (typeof event !== 'object' || event === null) throw new Unreadable('is no JSON object');
  const { id, type, orderId, version } = event as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || id === '') throw new Unreadable('has no id');
  if (typeof type !== 'string' || !type.startsWith('order.')) throw new Unreadable('has no type such as order.placed');
  if (!Number.isSafeInteger(orderId) || !Number.isSafeInteger(version))
    throw new Unreadable('has no order and version');
  return event as OrderEvent;
}

/** @throws {Unreadable} What is no announcement of an order that was placed. */
export function readOrderPlaced(text: string): OrderPlaced {
  const event = readOrderEvent(text) as Partial<OrderPlaced>;
  const { email, sku, quantity, totalCents } = event;
  if (typeof email !== 'string' || typeof sku !== 'string') throw new Unreadable('has no email or no sku');
  return { ...event, quantity: quantity ?? 1, totalCents: totalCents ?? 0 } as OrderPlaced;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`is no JSON: ${String(error)}`);
  }
}
