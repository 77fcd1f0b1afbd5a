/**
 * A text that two field values share exactly when AMQP takes them for the same: the order of a table's names does not count,
 * nor does the width of a number. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import type { FieldValue } from './message.ts';

/** @example canonicalValue({ b: 1, a: 2 }) === canonicalValue({ a: 2, b: 1 }); // true */
export function canonicalValue(value: FieldValue): string {
  const bare = bareValue(value);
  if (bare instanceof Uint8Array) return `x${Array.from(bare).join(',')}`;
  if (Array.isArray(bare)) return `[${bare.map(canonicalValue).join(',')}]`;
  if (typeof bare === 'object' && bare !== null) {
    const fields = Object.entries(bare).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${canonicalValue(held)}`).join(',')}}`;
  }
  return JSON.stringify(bare) ?? 'null';
}
