/**
 * Turns a traffic plan into arrivals: when each request is sent and which one. Open loop, so the plan alone decides, never
 * an answer. Pure; the simulated and the real engine share it.
 * @module
 */
import type { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import type { HttpRequest, TrafficPlan } from './operation.ts';

export interface Arrival {
  /** Microseconds after the traffic began. */
  readonly afterUs: number;
  readonly request: () => HttpRequest;
}

type MakeRequest = (index: number) => HttpRequest;

const KNOWN_FIELDS = new Set(['count', 'durationMs', 'perSecond', 'request', 'mix']);
/** More than any check can judge within its limits. */
const MAX_ARRIVALS = 1_000_000;

/**
 * @throws {BenchUsageError} `BENCH_TRAFFIC_INVALID` when the plan says too little, too much, or what cannot be.
 * @example
 * planArrivals({ durationMs: 30_000, perSecond: 90, request }, choose).length // about 2,700
 */
export function planArrivals(plan: TrafficPlan, choose: SeededChoice): readonly Arrival[] {
  assertValid(plan);
  const { count = MAX_ARRIVALS, durationMs, perSecond } = plan;
  const endUs = durationMs === undefined ? Infinity : durationMs * 1_000;
  const pick = pickerOf(plan, choose);
  const arrivals: Arrival[] = [];
  let afterUs = 0;
  for (let index = 0; index < count; index += 1) {
    if (perSecond !== undefined) afterUs += choose.exponentialGapUs('traffic', perSecond);
    if (afterUs >= endUs) break;
    const make = pick();
    arrivals.push({ afterUs, request: () => make(index) });
  }
  return arrivals;
}

function pickerOf({ request, mix }: TrafficPlan, choose: SeededChoice): () => MakeRequest {
  if (!mix) return () => request as MakeRequest;
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    let rest = choose.fraction('traffic-mix') * total;
    const drawn = mix.find(({ weight }) => (rest -= weight) < 0) ?? mix.at(-1);
    return drawn?.request as MakeRequest;
  };
}

function assertValid(plan: TrafficPlan): void {
  const { count, durationMs, perSecond, request, mix } = plan;
  const unknown = Object.keys(plan).find((field) => !KNOWN_FIELDS.has(field));
  if (unknown !== undefined) refuse(`"${unknown}" is no field of a plan, which has ${[...KNOWN_FIELDS].join(', ')}`);
  if ((count === undefined) === (durationMs === undefined)) {
    refuse(`count is ${count} and durationMs is ${durationMs}, but exactly one of them should be given`);
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MAX_ARRIVALS)) {
    refuse(`count is ${count}, but should be a whole number from 1 to ${MAX_ARRIVALS}`);
  }
  if (durationMs !== undefined && !isAboveZero(durationMs))
    refuse(`durationMs is ${durationMs}, but should be above 0`);
  if (durationMs !== undefined && perSecond === undefined) refuse('durationMs is given without perSecond');
  if (perSecond !== undefined && !isAboveZero(perSecond)) refuse(`perSecond is ${perSecond}, but should be above 0`);
  if (durationMs !== undefined && perSecond !== undefined && (durationMs / 1_000) * perSecond > MAX_ARRIVALS) {
    refuse(`durationMs and perSecond ask for more than ${MAX_ARRIVALS} requests`);
  }
  if ((request === undefined) === (mix === undefined)) {
    refuse('exactly one of request and mix should be given');
  }
  if (request !== undefined && typeof request !== 'function') refuse('request should be a function of the index');
  if (mix !== undefined) assertMix(mix);
}

function assertMix(mix: NonNullable<TrafficPlan['mix']>): void {
  if (!Array.isArray(mix) || mix.length === 0) refuse('mix should be a list of at least one kind of request');
  const wrong = mix.findIndex(({ weight, request }) => !isAboveZero(weight) || typeof request !== 'function');
  if (wrong >= 0) refuse(`mix[${wrong}] should have a weight above 0 and a function as request`);
}

const isAboveZero = (value: number): boolean => Number.isFinite(value) && value > 0;

function refuse(what: string): never {
  throw new BenchUsageError('BENCH_TRAFFIC_INVALID', {
    message: `Cannot send traffic: ${what}`,
    hint: 'Give count or durationMs, perSecond for arrivals over time, and request or mix.',
  });
}
