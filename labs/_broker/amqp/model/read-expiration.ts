/**
 * A message's own time to live, which AMQP carries as text. Pure.
 * @module
 */
import { refusal } from './refusal.ts';

/** Ten years, RabbitMQ's longest. */
const LONGEST_MS = 315_360_000_000;

/**
 * @returns milliseconds; undefined when the message has none.
 * @throws AmqpError 406 in RabbitMQ's words.
 * @example readExpiration('5000'); // 5000
 */
export function readExpiration(expiration: string | undefined): number | undefined {
  if (expiration === undefined) return undefined;
  const digits = /^[+-]?\d+/.exec(expiration)?.[0];
  if (digits === undefined) throw invalid(expiration, 'no_integer');
  if (digits !== expiration) throw invalid(expiration, `{leftover_string,"${expiration.slice(digits.length)}"}`);
  const value = Number(digits);
  if (value < 0) throw invalid(expiration, `{value_negative,${value}}`);
  if (value > LONGEST_MS) throw invalid(expiration, `{value_too_large,${value}}`);
  return value;
}

const invalid = (expiration: string, why: string) => refusal.precondition(`invalid expiration '${expiration}': ${why}`);
