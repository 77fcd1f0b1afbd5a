/**
 * Our broker beside the real RabbitMQ: every scenario, compared as data.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnsembleBroker } from '../support/amqp/ensemble-broker.ts';
import { findOrInstallRabbitmq } from '#cli/bench/broker/rabbitmq.ts';
import { ALL_SCENARIOS } from './all-scenarios.ts';
import { askRabbitmq, recordedReference, type Reference } from './reference.ts';
import { type Results, runScenarios } from './run-scenarios.ts';

const found = findOrInstallRabbitmq();
const reason = 'reason' in found ? found.reason : undefined;
const recorded = recordedReference();
let ours: Results = {};
let live: Reference | undefined;

beforeAll(async () => {
  if (reason !== undefined) console.log(`Not compared with RabbitMQ itself: ${reason}`);
  const broker = await startEnsembleBroker();
  try {
    const rabbitmq = 'reason' in found ? undefined : askRabbitmq(found);
    // Two brokers, one machine: neither knows of the other.
    [ours, live] = await Promise.all([runScenarios(broker, ALL_SCENARIOS), rabbitmq]);
  } finally {
    await broker.stop();
  }
});

const identical = ({ results }: Reference): number =>
  ALL_SCENARIOS.filter(({ name }) => name in results && isDeepStrictEqual(ours[name], results[name])).length;

afterAll(() => {
  for (const reference of [live, recorded]) {
    if (reference === undefined) continue;
    const { product, origin } = reference;
    console.log(`${identical(reference)} of ${ALL_SCENARIOS.length} scenarios identical to ${product} (${origin})`);
  }
});

describe('broker', () => {
  it.each(ALL_SCENARIOS.map(({ name }) => name))('answers as RabbitMQ recorded: %s', (name) => {
    expect(recorded.results, 'run "npm run broker:record" for a new scenario').toHaveProperty([name]);
    expect(ours[name]).toEqual(recorded.results[name]);
  });

  it('recording() holds every scenario and no other', () => {
    expect(Object.keys(recorded.results).toSorted()).toEqual(ALL_SCENARIOS.map(({ name }) => name).toSorted());
  });
});

describe.skipIf(reason !== undefined)('RabbitMQ itself', () => {
  it.each(ALL_SCENARIOS.map(({ name }) => name))('answers as our broker: %s', (name) => {
    expect(live?.results).toHaveProperty([name]);
    expect(ours[name]).toEqual(live?.results[name]);
  });
});
