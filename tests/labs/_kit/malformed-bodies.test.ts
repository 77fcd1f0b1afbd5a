import { expect, test } from 'vitest';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import { malformedBodies } from '../../../labs/_kit/malformed-bodies.ts';

/** The rule that lab L01 prints, in its most generous reading. */
function isPayment(text: string): boolean {
  try {
    const { orderId, amount } = Object(JSON.parse(text)) as { orderId?: unknown; amount?: unknown };
    return typeof orderId === 'string' && typeof amount === 'number' && amount > 0;
  } catch {
    return false;
  }
}

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);

test('malformedBodies() gives no body that is a payment by the printed rule, on 200 seeds', () => {
  const bodies = seeds.flatMap((seed) => malformedBodies(new SeededChoice(seed), 200));

  const payments = bodies.filter(({ text }) => isPayment(text));

  expect(bodies).toHaveLength(40_000);
  expect(payments).toEqual([]);
});

test('malformedBodies() has every kind in each run of 200, in an order of the seed', () => {
  const runs = seeds.slice(0, 20).map((seed) => malformedBodies(new SeededChoice(seed), 200).map(({ kind }) => kind));

  expect(new Set(runs.map((kinds) => new Set(kinds).size))).toEqual(new Set([22]));
  expect(new Set(runs.map((kinds) => kinds.join())).size).toBe(20);
});

test('malformedBodies() gives the same bodies for the same seed', () => {
  const [first, second] = [malformedBodies(new SeededChoice(7), 50), malformedBodies(new SeededChoice(7), 50)];

  expect(first).toEqual(second);
});

test('malformedBodies() names the order and the amount that stand in the text', () => {
  const traced = malformedBodies(new SeededChoice(3), 200).filter(({ orderId }) => orderId !== undefined);

  expect(traced.length).toBeGreaterThan(50);
  expect(traced.every(({ text, orderId }) => text.includes(`"${orderId}"`))).toBe(true);
});
