/**
 * The lab's right variants under kill -9 at every touch of the outside, in the simulation: whatever the moment, charges are paid
 * orders, every piece is in stock or in a paid order, and each paid order has its mail.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { crashPointsCheck, mailCrashPointsCheck } from '../../support/crash-points-check.ts';
import type { SimulatedLab } from '../../support/shop-system.ts';
import { openSplitVariant } from '../../support/split-variant.ts';

const STAND = 9;
/** Dearer than the bank allows: the order has to be undone. */
const PIANO = 10;
const REAL_LIMIT_MS = 300_000;

/** `points`: how often a run must have been cut at least, so that a check of nothing is none. The eight services have a suite. */
const VARIANTS = [
  {
    variant: 'solution',
    cases: [
      { name: 'core, buying', body: crashPointsCheck('shop', 'core', STAND), points: 7 },
      { name: 'core, declined', body: crashPointsCheck('shop', 'core', PIANO), points: 6 },
      { name: 'payments, buying', body: crashPointsCheck('shop', 'payments', STAND), points: 4 },
      { name: 'core, the mail', body: mailCrashPointsCheck('shop', 'core'), points: 7 },
      { name: 'notifications, the mail', body: mailCrashPointsCheck('shop', 'notifications'), points: 4 },
    ],
  },
  {
    variant: 'right/three-services',
    cases: [
      { name: 'shop, buying', body: crashPointsCheck('shop', 'shop', STAND), points: 7 },
      { name: 'mail, the mail', body: mailCrashPointsCheck('shop', 'mail'), points: 4 },
    ],
  },
  {
    variant: 'right/events-and-a-copy',
    cases: [{ name: 'core, buying', body: crashPointsCheck('shop', 'core', STAND), points: 6 }],
  },
];

describe.each(VARIANTS)('$variant', ({ variant, cases }) => {
  let lab: SimulatedLab;

  const judge = (body: string) => {
    const check = { id: 'C1', slug: '01-crash-points', title: 'Crash points', code: checkCode(body) };
    const request = {
      files: lab.files,
      seed: 4711,
      transport: 'fleet',
      withoutTimeline: true,
      realLimitMs: REAL_LIMIT_MS,
    } as const;
    return lab.runtime.runChecks({ ...lab.program, checks: [check] }, request, () => {});
  };

  beforeAll(async () => {
    lab = await openSplitVariant(variant);
    // Compiles programs and SQLite, which would count as computing of the first service on a busy machine.
    await judge('return pass("")');
  });
  afterAll(() => lab.runtime.close());

  test.each(cases)('kill -9 at every point breaks no promise: $name', async ({ body, points }) => {
    const [result] = (await judge(body)).checks;
    expect(result, JSON.stringify([result?.reason, result?.message])).toMatchObject({ verdict: 'pass' });
    const { crashes } = JSON.parse(String(result?.held)) as { crashes: number };
    expect(crashes).toBeGreaterThanOrEqual(points);
  });
});
