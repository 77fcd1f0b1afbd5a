/**
 * The type of a field value in RabbitMQ's words, as they stand in its error texts. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import type { FieldValue } from './message.ts';

/** The codec's words for its wrapped types, where RabbitMQ has another. */
const WRAPPED: Readonly<Record<string, string>> = {
  int8: 'byte',
  uint8: 'unsignedbyte',
  int16: 'short',
  uint16: 'unsignedshort',
  int32: 'signedint',
  int: 'signedint',
  uint32: 'unsignedint',
  int64: 'long',
  float64: 'double',
};

/** The types of whole numbers. */
export const INTEGER_TYPES: ReadonlySet<string> = new Set(Object.values(WRAPPED).filter((type) => type !== 'double'));

/**
 * A number carries no width once decoded; it is given the narrowest, which is what amqplib sends.
 * @example fieldTypeName('x'); // 'longstr'
 */
export function fieldTypeName(value: FieldValue): string {
  if (typeof value === 'object' && value !== null && '!' in value && bareValue(value) !== value) {
    const type = (value as Readonly<Record<string, string>>)['!'] ?? '';
    return WRAPPED[type] ?? type;
  }
  if (typeof value === 'string') return 'longstr';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return numberType(value);
  if (typeof value === 'bigint') return 'long';
  if (value === null || value === undefined) return 'void';
  if (value instanceof Uint8Array) return 'binary';
  return Array.isArray(value) ? 'array' : 'table';
}

function numberType(value: number): string {
  if (!Number.isInteger(value)) return 'double';
  if (value >= -0x80 && value < 0x80) return 'byte';
  if (value >= -0x8000 && value < 0x8000) return 'short';
  return value >= -0x80000000 && value < 0x80000000 ? 'signedint' : 'long';
}
