/**
 * One comparison: a small program over amqplib whose result is plain data, equal on equal brokers.
 * @module
 */
import type { Json } from './plain-message.ts';
import type { Visitor } from './visitor.ts';

export interface Scenario {
  /** What is looked at, in words; unique. */
  readonly name: string;
  run(visitor: Visitor): Promise<Json>;
  /** Runs after the broker was ended and started again; its result is compared too. */
  readonly afterRestart?: (visitor: Visitor) => Promise<Json>;
}

export const scenario = (
  name: string,
  run: Scenario['run'],
  afterRestart?: NonNullable<Scenario['afterRestart']>,
): Scenario => ({ name, run, ...(afterRestart && { afterRestart }) });
