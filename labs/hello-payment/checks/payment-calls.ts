/**
 * The requests of this lab, and the payments they ask for.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import { curlData, curlGet, curlJson } from '../../_kit/curl-request.ts';

export interface Payment {
  readonly orderId: string;
  readonly amount: number;
}

export const SERVICE = 'payment-service';
const BASE = `http://${SERVICE}`;
export const PAYMENTS_URL = `${BASE}/api/payments`;

/** The line of the source documents: `curl -X POST http://payment-service/api/payments -d '…'`, byte for byte. */
export const SEED_BODY = '{ "orderId": "123", "amount": 100 }';
export const SEED_PAYMENT: Payment = { orderId: '123', amount: 100 };
export const seedLine = (): HttpRequest => curlData(PAYMENTS_URL, SEED_BODY);

/** A payment that nobody could refuse, sent as `curl --json` sends it. */
export const post = (payment: Payment): HttpRequest => curlJson(PAYMENTS_URL, JSON.stringify(payment));

export const getPath = (path: string): HttpRequest => curlGet(`${BASE}${path}`);
export const paymentPath = (id: string): string => `/api/payments/${encodeURIComponent(id)}`;

/** The first order number of each group of requests, so far apart that no order occurs twice in a check. */
const FIRST_ORDERS = {
  form: 1_000,
  header: 2_000,
  option: 3_000,
  declined: 4_000,
  gone: 5_000,
  sound: 6_000,
  read: 7_000,
  burst: 8_000,
} as const;

/**
 * Payments with seeded order numbers and amounts, no two alike in either, so that a mix-up shows. Order numbers are digits,
 * as in the printed line. Whether a second payment for an order is right is not a question of this lab.
 *
 * @param group of requests that the payments are for.
 * @param count at most 200.
 *
 * @example
 * seededPayments(bench, 'read', 2) // [{ orderId: '7311', amount: 93 }, { orderId: '7312', amount: 94 }]
 */
export function seededPayments(bench: Bench, group: keyof typeof FIRST_ORDERS, count: number): readonly Payment[] {
  const firstOrder = FIRST_ORDERS[group] + bench.choose.integer(`${group} order`, 0, 799);
  const firstAmount = bench.choose.integer(`${group} amount`, 5, 400);
  return Array.from({ length: count }, (_, index) => ({
    orderId: String(firstOrder + index),
    amount: firstAmount + index,
  }));
}
