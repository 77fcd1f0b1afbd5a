/**
 * The checkout of the services under kill -9 at every touch of the outside, in the simulation: whatever the moment, afterwards
 * charges are paid orders, and every piece is in stock or in a paid order.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { openSimulatedLab, type SimulatedLab } from '../../support/shop-system.ts';

/** Some forty runs of the whole shop in one check. */
const REAL_LIMIT_MS = 300_000;

/** Reads everything through public routes and the bank's ledger. */
const CHECK = (service: string, productId: number) => `
const ask = async (method, path, body, token, key) => {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = 'Bearer ' + token;
  if (key) headers['idempotency-key'] = key;
  const operation = await bench.request({ method, url: 'http://gateway' + path, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = operation.response;
  return { status: answer?.status, body: answer?.body ? JSON.parse(answer.body) : undefined };
};
const account = { email: 'k@shop.example', password: 'correct horse', name: 'K' };
await ask('POST', '/users', account);
const { token } = (await ask('POST', '/sessions', account)).body;
const stock = async () => (await ask('GET', '/stock/${productId}')).body.available;
const first = await stock();
let crashes = 0;
let soldBefore = 0;
for (let k = 1; k < 80; k += 1) {
  await ask('PUT', '/cart/items/${productId}', { quantity: 1 }, token);
  const point = bench.crashAt('${service}', k);
  await ask('POST', '/orders', { address: '1 Stage Door' }, token, 'key-' + k);
  const hit = point.hit();
  point.disarm();
  if (hit) {
    crashes += 1;
    await bench.restart('${service}');
  }
  await bench.settle(60_000);
  const { orders } = (await ask('GET', '/orders?limit=100', undefined, token)).body;
  const ledger = await bench.ledger('bank');
  const paid = orders.filter((order) => order.status === 'paid').map((order) => String(order.id)).sort();
  const charged = ledger.map((entry) => entry.orderId).sort();
  const cart = (await ask('GET', '/cart', undefined, token)).body.lines;
  const sold = orders.filter((order) => order.status === 'paid').length;
  const where = ' after a crash ' + (hit ? 'when ' + hit.about : 'that did not come') + ', k=' + k;
  const because = (seen, expected, received) => fail('', { id: 'broken', seen: seen + where, expected, received, why: seen });
  if (JSON.stringify(paid) !== JSON.stringify(charged)) return because('charges', 'paid ' + paid, 'charged ' + charged);
  if (orders.some((order) => order.status === 'pending')) return because('pending', 'none', JSON.stringify(orders));
  if ((await stock()) !== first - sold) return because('stock', String(first - sold), String(await stock()));
  if (sold - soldBefore + cart.length !== 1) return because('cart', 'bought, or still in the cart', JSON.stringify({ cart, sold, soldBefore }));
  // The same key afterwards gives the customer one answer and one order at most.
  const again = await ask('POST', '/orders', { address: '1 Stage Door' }, token, 'key-' + k);
  if (![201, 402, 409].includes(again.status)) return because('retry', '201, 402 or 409', String(again.status));
  soldBefore = (await ask('GET', '/orders?limit=100', undefined, token)).body.orders.filter((order) => order.status === 'paid').length;
  if (!hit) break;
}
return pass(JSON.stringify({ crashes }));
`;

/** `points`: how often a run must have been cut at least, so that a check of nothing is none. */
const CASES = [
  { service: 'orders', product: 'stand', productId: 9, points: 9 },
  { service: 'payments', product: 'stand', productId: 9, points: 4 },
  { service: 'inventory', product: 'stand', productId: 9, points: 2 },
  { service: 'carts', product: 'stand', productId: 9, points: 3 },
  { service: 'orders', product: 'piano', productId: 10, points: 9 },
];

let lab: SimulatedLab;

function judge(body: string) {
  const { runtime, program, files } = lab;
  const check = { id: 'C1', slug: '01-crash-points', title: 'Crash points', code: checkCode(body) };
  const request = { files, seed: 4711, transport: 'fleet', withoutTimeline: true, realLimitMs: REAL_LIMIT_MS } as const;
  return runtime.runChecks({ ...program, checks: [check] }, request, () => {});
}

beforeAll(async () => {
  lab = await openSimulatedLab('services');
  // Compiles the shop and SQLite, which would count as computing of the first service on a busy machine.
  await judge('return pass("")');
});
afterAll(() => lab.runtime.close());

test.each(CASES)('kill -9 of $service at every point of buying a $product breaks no promise', async (crash) => {
  const report = await judge(CHECK(crash.service, crash.productId));

  const [result] = report.checks;
  expect(result, JSON.stringify({ reason: result?.reason, message: result?.message })).toMatchObject({
    verdict: 'pass',
  });
  const { crashes } = JSON.parse(String(result?.held)) as { crashes: number };
  expect(crashes).toBeGreaterThanOrEqual(crash.points);
});
