/**
 * Reads the options of `node:sqlite`, with Node's own complaints.
 * @module
 */
import { wrongType } from './sqlite-error.ts';

export const requireText = (value: unknown, name: string): string => {
  if (typeof value !== 'string') throw wrongType(`The "${name}" argument must be a string.`);
  return value;
};

export const requireBoolean = (value: unknown, name: string): boolean => {
  if (typeof value !== 'boolean') throw wrongType(`The "${name}" argument must be a boolean.`);
  return value;
};

export const requireFunction = (value: unknown, name: string): ((...values: unknown[]) => unknown) => {
  if (typeof value !== 'function') throw wrongType(`The "${name}" argument must be a function.`);
  return value as (...values: unknown[]) => unknown;
};

export type Options = Readonly<Record<string, unknown>>;

/** @returns An empty object when none were passed. */
export const readOptions = (value: unknown): Options => {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) throw wrongType('The "options" argument must be an object.');
  return value as Options;
};

/** @returns Undefined when it was not passed. */
export const booleanOption = (options: Options, name: string): boolean | undefined =>
  options[name] === undefined ? undefined : requireBoolean(options[name], `options.${name}`);

export const textOption = (options: Options, name: string): string | undefined =>
  options[name] === undefined ? undefined : requireText(options[name], `options.${name}`);

export const integerOption = (options: Options, name: string): number | undefined => {
  const value = options[name];
  if (value === undefined) return undefined;
  if (!Number.isInteger(value)) throw wrongType(`The "options.${name}" argument must be an integer.`);
  return value as number;
};

export const functionOption = (options: Options, name: string): ((...values: unknown[]) => unknown) | undefined =>
  options[name] === undefined ? undefined : requireFunction(options[name], `options.${name}`);
