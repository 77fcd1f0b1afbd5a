/**
 * What C3 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';
import type { ShopEvent } from './shop-orders.ts';

/** What was said of an order, in the order of saying, and what the tracking says in the end. */
export interface Told {
  readonly order: Announced;
  readonly events: readonly ShopEvent[];
  readonly newest: ShopEvent;
  readonly status: string | undefined;
  readonly isNewest: boolean;
}

const name = ({ type }: ShopEvent): string => type.replace('order.', '');
const inOrder = (events: readonly ShopEvent[]): string => events.map(name).join(', ');
const received = (status: string | undefined): string => (status === undefined ? 'no status' : `\`${status}\``);

export const wentBack = ({ order, events, newest, status }: Told): LearnerMessage => ({
  id: 'status-went-back',
  seen: `Of order ${order.orderId} was said: ${inOrder(events)}, [[${order.operation.id}]] first. The tracking says ${received(status)}.`,
  expected: `\`${name(newest)}\`, version ${newest.version}`,
  received: received(status),
  why: 'What arrives last is not what happened last. A customer who was told that the parcel is on its way is told now that it is not.',
  example: exampleOf(order, 'stored'),
});

export const olderClockWon = ({ order, newest, status }: Told, latest: ShopEvent): LearnerMessage => ({
  id: 'older-clock-won',
  seen: `Of order ${order.orderId}, [[${order.operation.id}]], \`${name(latest)}\` has version ${latest.version} and the latest time, ${latest.occurredAt}; \`${name(newest)}\` has version ${newest.version} and ${newest.occurredAt}. The tracking says ${received(status)}.`,
  expected: `\`${name(newest)}\`, version ${newest.version}`,
  received: received(status),
  why: 'Orders and shipping have two clocks, four seconds apart here. Which of two events is newer cannot be read from two clocks; a version is counted in one place.',
  example: exampleOf(order, 'stored'),
});

export const statusStuck = ({ order, events, newest, status }: Told): LearnerMessage => ({
  id: 'status-stuck',
  seen: `Of order ${order.orderId} was said: ${inOrder(events)}, [[${order.operation.id}]] first. Twenty seconds later the tracking says ${received(status)}.`,
  expected: `\`${name(newest)}\`, version ${newest.version}`,
  received: received(status),
  why: 'News that comes before the news in front of it is early, not wrong. Thrown away it never comes again; what it overtook may be lost.',
  example: exampleOf(order, 'stored'),
});
