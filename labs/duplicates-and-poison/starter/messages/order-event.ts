/** What happened to an order, as its service announces it. */
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
