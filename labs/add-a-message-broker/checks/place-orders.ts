/**
 * Customers who order, each with an address of their own: a mail is known by whom it goes to, whatever stands in it.
 * @module
 */
import type { Bench, HttpRequest, Operation } from '../../_kit/bench.ts';

/** An order that the shop took. */
export interface Accepted {
  readonly email: string;
  /** As the answer says it; empty when it says none. */
  readonly orderId: string;
  readonly operation: Operation;
}

export interface Placed {
  readonly accepted: readonly Accepted[];
  readonly operations: readonly Operation[];
}

const PRODUCTS = ['mug', 'lamp', 'chair'];
const STREETS = ['Stage Door', 'Harbour Road', 'Café Lane', 'Ludwig Square'];
const PATIENCE_MS = 20_000;

/**
 * @param name Of these customers; no two calls of a check share one.
 * @param perSecond All at once without it.
 */
export async function placeOrders(
  bench: Bench,
  name: string,
  plan: { readonly count: number; readonly perSecond?: number },
): Promise<Placed> {
  return readPlaced(await bench.traffic({ ...plan, request: (index) => order(bench, name, index) }));
}

export function readPlaced(operations: readonly Operation[]): Placed {
  const accepted = operations.filter(isAccepted).map((operation) => {
    return { email: emailOf(operation), orderId: orderIdOf(operation), operation };
  });
  return { accepted, operations };
}

export function order(bench: Bench, name: string, index: number, sku?: string): HttpRequest {
  const label = `${name} ${index}`;
  const body = {
    email: `${name}-${index}-${bench.choose.integer(`number of ${label}`, 1, 9_999)}@shop.example`,
    address: `${bench.choose.integer(`house of ${label}`, 1, 200)} ${bench.choose.pick(`street of ${label}`, STREETS)}`,
    sku: sku ?? bench.choose.pick(`product of ${label}`, PRODUCTS),
    quantity: bench.choose.integer(`quantity of ${label}`, 1, 3),
  };
  return {
    method: 'POST',
    url: 'http://orders/orders',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: PATIENCE_MS,
  };
}

/** Any 2xx: a shop may say 201, or 202 when it has only taken the order in. */
export const isAccepted = ({ response }: Operation): boolean =>
  response !== undefined && response.status >= 200 && response.status < 300;

export const emailOf = ({ request }: Operation): string =>
  String((JSON.parse(String(request.body)) as { email: string }).email);

function orderIdOf({ response }: Operation): string {
  try {
    const { id } = JSON.parse(response?.body ?? '') as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
  } catch {
    return '';
  }
}
