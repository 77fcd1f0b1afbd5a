import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planArrivals } from '#bench/judge/plan-arrivals.ts';
import type { HttpRequest, TrafficPlan } from '#bench/judge/operation.ts';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';

const to = (path: string) => (index: number) => ({ method: 'GET', url: `http://shop/${path}/${index}` });
const request = to('orders');
const urlsOf = (plan: TrafficPlan, seed = 1) =>
  planArrivals(plan, new SeededChoice(seed)).map((arrival) => arrival.request().url);

test('planArrivals() sends all at once when no rate is given', () => {
  const arrivals = planArrivals({ count: 3, request }, new SeededChoice(1));

  expect(arrivals.map(({ afterUs }) => afterUs)).toEqual([0, 0, 0]);
  expect(arrivals.map((arrival) => arrival.request().url)).toEqual([0, 1, 2].map((index) => request(index).url));
});

test('planArrivals() fills the duration and nothing after it, at about the rate that was asked for', () => {
  fc.assert(
    fc.property(fc.nat(1_000), (seed) => {
      const times = planArrivals({ durationMs: 30_000, perSecond: 90, request }, new SeededChoice(seed)).map(
        ({ afterUs }) => afterUs,
      );

      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(times.at(-1)).toBeLessThan(30_000_000);
      // 2,700 expected; six standard deviations of a Poisson count are 312.
      expect(Math.abs(times.length - 2_700)).toBeLessThan(312);
    }),
    { numRuns: 20 },
  );
});

test('planArrivals() draws the kinds of a mix by their weights, the same for the same seed', () => {
  const mix = [
    { weight: 3, request: to('browse') },
    { weight: 1, request: to('checkout') },
  ];

  const urls = urlsOf({ count: 1_000, mix });
  const checkouts = urls.filter((url) => url.includes('/checkout/')).length;

  expect(checkouts).toBeGreaterThan(200);
  expect(checkouts).toBeLessThan(300);
  expect(urlsOf({ count: 1_000, mix })).toEqual(urls);
  expect(urlsOf({ count: 1_000, mix }, 2)).not.toEqual(urls);
});

const strange = (plan: object) => plan as TrafficPlan;
const noRequest = undefined as unknown as (index: number) => HttpRequest;

test.each<[string, TrafficPlan, RegExp]>([
  ['count is no whole number', { count: 1.5, request }, /count is 1.5/],
  ['count and durationMs are given', { count: 1, durationMs: 1, perSecond: 1, request }, /exactly one of them/],
  ['neither count nor durationMs is given', { request }, /exactly one of them/],
  ['durationMs has no rate', { durationMs: 1_000, request }, /without perSecond/],
  ['the rate is 0', { count: 1, perSecond: 0, request }, /perSecond is 0/],
  ['the plan is endless', { durationMs: 1e9, perSecond: 1e9, request }, /more than 1000000 requests/],
  ['nothing is to be sent', { count: 1 }, /exactly one of request and mix/],
  ['the mix is empty', { count: 1, mix: [] }, /at least one kind/],
  ['a weight is negative', { count: 1, mix: [{ weight: -1, request }] }, /mix\[0\]/],
  ['a kind has no request', { count: 1, mix: [{ weight: 1, request: noRequest }] }, /mix\[0\]/],
  ['a field is unknown', strange({ count: 1, request, rate: 5 }), /"rate" is no field/],
])('planArrivals() refuses a plan with a sentence when %s', (_, plan, message) => {
  expect(() => planArrivals(plan, new SeededChoice(1))).toThrow(
    expect.objectContaining({ code: 'BENCH_TRAFFIC_INVALID', message: expect.stringMatching(message) }),
  );
});
