/**
 * `DatabaseSync.limits`: SQLite's limits of one connection, read and set by name.
 * @module
 */
import type { Connection } from './connection.ts';
import { outOfLimits, wrongType } from './sqlite-error.ts';

const numbers: Readonly<Record<string, number>> = {
  length: 0,
  sqlLength: 1,
  column: 2,
  exprDepth: 3,
  compoundSelect: 4,
  vdbeOp: 5,
  functionArg: 6,
  attach: 7,
  likePatternLength: 8,
  variableNumber: 9,
  triggerDepth: 10,
};

const largest = 0x7fffffff;

/** A limit of this value is asked for, not set. */
const ask = -1;

export const createLimits = (connection: Connection): Record<string, unknown> => {
  const limit = (name: string, value: number): number =>
    connection.library.call('sqlite3_limit', connection.requireOpen(), numbers[name] as number, value);
  const target: Record<string, unknown> = Object.fromEntries(Object.keys(numbers).map((name) => [name, 0]));
  return new Proxy(target, {
    get: (own, name) => (typeof name === 'string' && name in numbers ? limit(name, ask) : Reflect.get(own, name)),
    getOwnPropertyDescriptor: (own, name) =>
      typeof name === 'string' && name in numbers
        ? { value: limit(name, ask), writable: true, enumerable: true, configurable: true }
        : Reflect.getOwnPropertyDescriptor(own, name),
    set: (own, name, value) => {
      if (typeof name !== 'string' || !(name in numbers)) return Reflect.set(own, name, value);
      if (value !== Infinity && !Number.isInteger(value))
        throw wrongType('Limit value must be a non-negative integer or Infinity.');
      if ((value as number) < 0) throw outOfLimits('Limit value must be non-negative.');
      limit(name, Math.min(value as number, largest));
      return true;
    },
  });
};

/** The `limits` option of a new database. */
export const readLimits = (value: unknown): Readonly<Record<string, number>> => {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) throw wrongType('The "options.limits" argument must be an object.');
  const limits = Object.entries(value).filter(([name, limit]) => name in numbers && limit !== undefined);
  for (const [name, limit] of limits as [string, unknown][]) {
    if (limit !== Infinity && !Number.isInteger(limit))
      throw wrongType(`The "options.limits.${name}" argument must be an integer.`);
    if ((limit as number) < 0) throw outOfLimits(`The "options.limits.${name}" argument must be non-negative.`);
  }
  return Object.fromEntries(limits) as Record<string, number>;
};
