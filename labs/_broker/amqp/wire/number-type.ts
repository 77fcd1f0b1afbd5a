/**
 * The type that a plain number takes in a field table: the smallest that holds it, as amqplib has it. Pure.
 * @module
 */
export type NumberType = 'int8' | 'int16' | 'int32' | 'int64' | 'double';

/** @example numberType(200) // 'int16' */
export function numberType(value: number): NumberType {
  if (!Number.isSafeInteger(value)) return 'double';
  if (value >= -0x80 && value < 0x80) return 'int8';
  if (value >= -0x8000 && value < 0x8000) return 'int16';
  if (value >= -0x8000_0000 && value < 0x8000_0000) return 'int32';
  return 'int64';
}
