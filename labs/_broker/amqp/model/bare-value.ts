/**
 * A field's value without the wrapper in which amqplib's codec puts types that JavaScript lacks. Pure.
 * @module
 */
import type { FieldValue } from './message.ts';

/** @example bareValue({ '!': 'timestamp', value: 5 }); // 5 */
export function bareValue(value: FieldValue): FieldValue {
  if (typeof value === 'bigint') return Number(value);
  if (isTable(value) && '!' in value) return value.value;
  return value;
}

function isTable(value: FieldValue): value is Readonly<Record<string, FieldValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
