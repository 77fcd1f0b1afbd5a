/**
 * Every comparison with RabbitMQ, in the order in which they run.
 * @module
 */
import type { Scenario } from './scenario.ts';
import { connectionScenarios } from './scenarios/connections.ts';
import { deadLetterScenarios } from './scenarios/dead-letters.ts';
import { deliveryScenarios } from './scenarios/delivery.ts';
import { exchangeScenarios } from './scenarios/exchanges.ts';
import { persistenceScenarios } from './scenarios/persistence.ts';
import { publishingScenarios } from './scenarios/publishing.ts';
import { queueScenarios } from './scenarios/queues.ts';

export const ALL_SCENARIOS: readonly Scenario[] = [
  ...connectionScenarios,
  ...exchangeScenarios,
  ...queueScenarios,
  ...deliveryScenarios,
  ...deadLetterScenarios,
  ...publishingScenarios,
  ...persistenceScenarios,
];
