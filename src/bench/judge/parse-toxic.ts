/**
 * Reads a toxic as strictly as Toxiproxy's HTTP API would have to: known type, known fields, numbers in range. Pure; both
 * engines use it.
 * @module
 */
import type { Toxic } from '#bench/kernel/toxic.ts';
import { refuseFault } from './refuse-fault.ts';

interface Attribute {
  readonly min: number;
  readonly isOptional?: boolean;
  readonly isWhole?: boolean;
}

const TIME: Attribute = { min: 0 };
/** Rate 0 would stop everything without saying so. */
const LEAST_RATE = 0.001;

const ATTRIBUTES: Readonly<Record<Toxic['type'], Readonly<Record<string, Attribute>>>> = {
  latency: { latency: TIME, jitter: { min: 0, isOptional: true } },
  bandwidth: { rate: { min: LEAST_RATE } },
  slow_close: { delay: TIME },
  timeout: { timeout: TIME },
  reset_peer: { timeout: TIME },
  slicer: {
    average_size: { min: 1, isWhole: true },
    size_variation: { min: 0, isWhole: true, isOptional: true },
    delay: { min: 0, isWhole: true, isOptional: true },
  },
  limit_data: { bytes: { min: 0, isWhole: true } },
};

const FIELDS = ['name', 'stream', 'toxicity', 'type', 'attributes'];

/**
 * @throws {BenchUsageError} `BENCH_FAULT_INVALID`, with what is known.
 * @example
 * parseToxic({ type: 'latency', attributes: { latency: 1_000, jitter: 100 } })
 */
export function parseToxic(toxic: Toxic): Toxic {
  const { name, stream, toxicity, type, attributes } = toxic;
  refuseUnknown('a toxic', Object.keys(toxic), FIELDS);
  const known = Object.keys(ATTRIBUTES);
  if (!known.includes(type)) refuseFault(`there is no toxic of type "${type}"; there are ${known.join(', ')}`);
  if (name !== undefined && typeof name !== 'string') refuseFault('the name of a toxic should be a text');
  if (stream !== undefined && stream !== 'upstream' && stream !== 'downstream') {
    refuseFault(`stream is "${String(stream)}", but should be "upstream" or "downstream"`);
  }
  if (toxicity !== undefined && !(toxicity >= 0 && toxicity <= 1)) {
    refuseFault(`toxicity is ${toxicity}, but should be from 0 to 1`);
  }
  assertAttributes(type, attributes as Readonly<Record<string, unknown>> | undefined);
  if (type === 'slicer' && (attributes.size_variation ?? 0) >= attributes.average_size) {
    refuseFault(
      `size_variation is ${attributes.size_variation}, but should be less than average_size, ${attributes.average_size}`,
    );
  }
  return toxic;
}

function assertAttributes(type: Toxic['type'], given: Readonly<Record<string, unknown>> = {}): void {
  const rules = ATTRIBUTES[type];
  refuseUnknown(`the toxic ${type}`, Object.keys(given), Object.keys(rules));
  for (const [field, { min, isOptional, isWhole }] of Object.entries(rules)) {
    const value = given[field];
    if (value === undefined && isOptional) continue;
    const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= min;
    if (isNumber && (!isWhole || Number.isInteger(value))) continue;
    refuseFault(
      `${field} of the toxic ${type} is ${String(value)}, but should be a ${isWhole ? 'whole ' : ''}number from ${min}`,
    );
  }
}

function refuseUnknown(what: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((field) => !known.includes(field));
  if (unknown !== undefined) refuseFault(`${what} has no field "${unknown}"; it has ${known.join(', ')}`);
}
