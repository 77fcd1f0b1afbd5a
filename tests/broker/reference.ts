/**
 * What RabbitMQ answers to every scenario: the real one where it can be had, else what was recorded.
 * @module
 */
import type { Rabbitmq } from '#bench/real/broker/find-rabbitmq.ts';
import { startRabbitmq } from '#cli/bench/broker/rabbitmq.ts';
import { ALL_SCENARIOS } from './all-scenarios.ts';
import { readRecording } from './recorded-results.ts';
import { type Results, runScenarios } from './run-scenarios.ts';

export interface Reference {
  /** `RabbitMQ 3.10.8` */
  readonly product: string;
  /** `live`, or `recorded 2026-11-22`. */
  readonly origin: string;
  readonly results: Results;
}

/** Starts RabbitMQ, asks it everything, and stops it. */
export async function askRabbitmq(found: Rabbitmq): Promise<Reference> {
  const broker = await startRabbitmq(found);
  try {
    return { product: broker.product, origin: 'live', results: await runScenarios(broker, ALL_SCENARIOS) };
  } finally {
    await broker.stop();
  }
}

export function recordedReference(): Reference {
  const { product, recordedOn, results } = readRecording();
  return { product, origin: `recorded ${recordedOn}`, results };
}
