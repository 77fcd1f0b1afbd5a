/**
 * Reads what an answer says, with as few demands on its shape as a fair judge can make.
 * @module
 */
import type { Operation } from './bench.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The answer's body as JSON, or `undefined` when there is none. */
export function answerJson(operation: Operation): unknown {
  try {
    return JSON.parse(operation.response?.body ?? '');
  } catch {
    return undefined;
  }
}

/**
 * Every object in a JSON value down to `depth`, the outermost first: a payment may stand alone, under `data`, or in a list.
 *
 * @example
 * objectsIn({ data: { id: 'p-1' } }) // [{ data: … }, { id: 'p-1' }]
 */
export function objectsIn(value: unknown, depth = 3): readonly JsonObject[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const inner = Object.values(value).flatMap((part) => objectsIn(part, depth - 1));
  return Array.isArray(value) ? inner : [value as JsonObject, ...inner];
}
