/**
 * Runs scenarios against one broker, one after the other, with one real restart between the halves of those that have two.
 * @module
 */
import type { AmqpBroker } from '#cli/bench/broker/amqp-broker.ts';
import { within } from '#platform/within.ts';
import type { Json } from './plain-message.ts';
import type { Scenario } from './scenario.ts';
import { Visitor } from './visitor.ts';

const SCENARIO_LIMIT_MS = 40_000;

/** Result by scenario; a scenario that ends in an error has the error as its result, so that it is seen to differ. */
export type Results = Readonly<Record<string, Json>>;

export async function runScenarios(broker: AmqpBroker, scenarios: readonly Scenario[]): Promise<Results> {
  const results: Record<string, Json> = {};
  for (const { name, run } of scenarios) results[name] = await visit(broker, name, run);
  const lasting = scenarios.filter(({ afterRestart }) => afterRestart !== undefined);
  if (lasting.length > 0) await broker.restart();
  for (const { name, afterRestart } of lasting) {
    const after = afterRestart && (await visit(broker, name, afterRestart));
    results[name] = { before: results[name] ?? null, after: after ?? null };
  }
  return results;
}

async function visit(broker: AmqpBroker, name: string, run: Scenario['run']): Promise<Json> {
  const visitor = new Visitor(broker, name);
  try {
    return await within(SCENARIO_LIMIT_MS, `the scenario "${name}" on ${broker.product}`, run(visitor));
  } catch (error) {
    return { ended: String(error), at: String((error as Error).stack?.match(/scenarios\/[\w-]+\.ts:\d+/)?.[0]) };
  } finally {
    await visitor.leave();
  }
}
