/**
 * What `inspect` and the shapes of objects share: how a primitive prints, and what a shape may ask of the inspection.
 * @module
 */
import { quoted } from './inspect-text.ts';

/** One call of `inspect` under way. */
export interface Inspection {
  readonly maxArrayLength: number | undefined;
  readonly showHidden: boolean;
  nested(value: unknown): string;
}

export const formatPrimitive = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return value.toString();
  return Object.is(value, -0) ? '-0' : String(value);
};
