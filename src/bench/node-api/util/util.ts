/**
 * `node:util`.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import { processObject } from '../process-object.ts';
import { currentProcess } from '../process-context.ts';
import { format, formatWithOptions } from './format.ts';
import { inspect } from './inspect.ts';
import { isDeepStrictEqual } from './is-deep-equal.ts';
import { MIMEParams, MIMEType } from './mime-type.ts';
import { parseArgs } from './parse-args.ts';
import { parseEnv } from './parse-env.ts';
import { styleText } from './style-text.ts';
import { systemErrors } from './system-errors.ts';
import { types } from './types.ts';

type Fn = (...values: never[]) => unknown;

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

const promisify = (original: Fn & { [promisifyCustom]?: Fn }): Fn => {
  if (typeof original !== 'function') throw invalidArgType('original', 'of type function', original);
  const custom = original[promisifyCustom];
  if (custom) return Object.defineProperty(custom, promisifyCustom, { value: custom, configurable: true });
  const promisified = function (this: unknown, ...values: unknown[]) {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, value: unknown) => (error ? reject(error as Error) : resolve(value));
      Reflect.apply(original, this, [...values, done]);
    });
  };
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original) as object);
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
};
promisify.custom = promisifyCustom;

const callbackify = (original: (...values: unknown[]) => Promise<unknown>) =>
  function (this: unknown, ...values: unknown[]): void {
    const done = values.pop() as (error: unknown, value?: unknown) => void;
    const process = currentProcess();
    Reflect.apply(original, this, values).then(
      (value: unknown) => process.nextTick(done, null, value),
      (reason: unknown) => {
        const error: unknown =
          reason ?? coded(new Error('Promise was rejected with falsy value'), 'ERR_FALSY_VALUE_REJECTION', { reason });
        process.nextTick(done, error);
      },
    );
  };

const inherits = (constructor: Fn & { super_?: unknown }, superConstructor: Fn): void => {
  if (typeof constructor !== 'function') throw invalidArgType('ctor', 'of type function', constructor);
  if (typeof superConstructor !== 'function') throw invalidArgType('superCtor', 'of type function', superConstructor);
  Object.defineProperty(constructor, 'super_', { value: superConstructor, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype as object, superConstructor.prototype as object);
};

const deprecate = (fn: Fn, message: string, code?: string): Fn => {
  let isTold = false;
  return function (this: unknown, ...values: never[]) {
    if (!isTold) {
      isTold = true;
      processObject().emitWarning(message, 'DeprecationWarning', code);
    }
    return Reflect.apply(fn, this, values);
  };
};

const debuglog = (section: string) => {
  const isOn = () =>
    (currentProcess().env['NODE_DEBUG'] ?? '').toUpperCase().split(',').includes(section.toUpperCase());
  const log = (...values: unknown[]): void => {
    const process = currentProcess();
    if (isOn()) process.write('stderr', `${section.toUpperCase()} ${process.pid}: ${format(...values)}\n`);
  };
  return Object.defineProperty(log, 'enabled', { get: isOn });
};

const stripVTControlCharacters = (text: string): string => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');

export const utilModule = {
  inspect,
  format,
  formatWithOptions,
  promisify,
  callbackify,
  inherits,
  deprecate,
  debuglog,
  debug: debuglog,
  isDeepStrictEqual,
  isArray: Array.isArray,
  types,
  stripVTControlCharacters,
  styleText,
  parseArgs,
  parseEnv,
  MIMEType,
  MIMEParams,
  getSystemErrorName: (errno: number): string | undefined => systemErrors.get(errno)?.[0],
  getSystemErrorMap: () => new Map(systemErrors),
  getSystemErrorMessage: (errno: number): string | undefined => systemErrors.get(errno)?.[1],
  toUSVString: (text: string) => String(text).toWellFormed(),
  aborted: (signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
  TextEncoder,
  TextDecoder,
};
