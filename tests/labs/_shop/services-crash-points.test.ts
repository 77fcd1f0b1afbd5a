/**
 * The checkout of the services under kill -9 at every touch of the outside, in the simulation: whatever the moment, afterwards
 * charges are paid orders, and every piece is in stock or in a paid order.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { crashPointsCheck } from '../../support/crash-points-check.ts';
import { openSimulatedLab, type SimulatedLab } from '../../support/shop-system.ts';

/** Some forty runs of the whole shop in one check. */
const REAL_LIMIT_MS = 300_000;

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
  const report = await judge(crashPointsCheck('gateway', crash.service, crash.productId));

  const [result] = report.checks;
  expect(result, JSON.stringify({ reason: result?.reason, message: result?.message })).toMatchObject({
    verdict: 'pass',
  });
  const { crashes } = JSON.parse(String(result?.held)) as { crashes: number };
  expect(crashes).toBeGreaterThanOrEqual(crash.points);
});
