/**
 * `npm run broker:record`: runs every scenario on the real RabbitMQ, twice on a fresh one, and keeps the results when both
 * are the same. A scenario that differs from itself compares nothing.
 * @module
 */
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';
import type { Rabbitmq } from '#bench/real/broker/find-rabbitmq.ts';
import { findOrInstallRabbitmq, startRabbitmq } from '#cli/bench/broker/rabbitmq.ts';
import { recordClientBytes } from '../support/amqp/record-client-bytes.ts';
import { ALL_SCENARIOS } from './all-scenarios.ts';
import { RECORDING_FILE, type Recording, SESSIONS_FILE } from './recorded-results.ts';
import { askRabbitmq } from './reference.ts';
import { runScenarios } from './run-scenarios.ts';

/** Scenarios that together use every method of the protocol; large bodies would only be slow to damage. */
const DAMAGED =
  /^(topic: words|headers: nested|exchange to exchange: a chain|round robin: consumers|prefetch global|nack multiple|transaction: rollback|priorities: highest|dead letter: rejected|get: empty|purge tells|recover gives|properties: all|exchange: auto-delete|direct reply-to: question)/;

/** What the clients of those scenarios send. */
async function recordSessions(rabbitmq: Rabbitmq): Promise<string[]> {
  const broker = await startRabbitmq(rabbitmq);
  const recorder = await recordClientBytes(broker);
  try {
    await runScenarios(
      recorder.broker,
      ALL_SCENARIOS.filter(({ name }) => DAMAGED.test(name)),
    );
    return recorder.sessions().map((bytes) => bytes.toString('base64'));
  } finally {
    await recorder.close();
    await broker.stop();
  }
}

/** A result that says how a scenario broke off, instead of what it saw. */
const brokeOff = (result: unknown): boolean => JSON.stringify(result).includes('"ended":"');

const found = findOrInstallRabbitmq();
if ('reason' in found) {
  console.error(`Cannot record: ${found.reason}`);
  process.exit(1);
}
const [first, second] = [await askRabbitmq(found), await askRabbitmq(found)];
const unsteady = Object.keys(first.results).filter(
  (name) => !isDeepStrictEqual(first.results[name], second.results[name]) || brokeOff(first.results[name]),
);
if (unsteady.length > 0) {
  console.error(`Cannot record: ${unsteady.length} scenarios break off, or answer differently each time:`);
  for (const name of unsteady)
    console.error(`  ${name}\n    ${JSON.stringify(first.results[name])}\n    ${JSON.stringify(second.results[name])}`);
  process.exit(1);
}
const recording: Recording = {
  product: first.product,
  recordedOn: new Date().toISOString().slice(0, 10),
  results: first.results,
};
writeFileSync(RECORDING_FILE, await format(JSON.stringify(recording), { parser: 'json', printWidth: 120 }));
const sessions = await recordSessions(found);
writeFileSync(SESSIONS_FILE, await format(JSON.stringify(sessions), { parser: 'json', printWidth: 120 }));
console.log(
  `Recorded ${ALL_SCENARIOS.length} scenarios of ${first.product} in ${RECORDING_FILE}, and ${sessions.length} client sessions in ${SESSIONS_FILE}.`,
);
