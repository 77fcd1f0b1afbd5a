/**
 * Errors as Node makes them: the same class, code and message, so that a program cannot tell the difference.
 * @module
 */
type Coded<E extends Error> = E & { readonly code: string };

/** Node shows the code in the stack's first line, as `TypeError [ERR_…]: …`, but not in `name`. */
export const coded = <E extends Error>(error: E, code: string, extra: object = {}): Coded<E> => {
  const { name } = error;
  Object.assign(error, extra);
  Object.defineProperty(error, 'code', { value: code, enumerable: true, writable: true, configurable: true });
  if (code.startsWith('ERR_') && typeof error.stack === 'string' && error.stack.startsWith(`${name}:`)) {
    error.stack = `${name} [${code}]${error.stack.slice(name.length)}`;
  }
  return error as Coded<E>;
};

/** ` Received type number (5)`, as Node ends such messages. */
export const received = (value: unknown): string => {
  if (value === null || value === undefined) return ` Received ${String(value)}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name ? ` Received an instance of ${name}` : ' Received an object';
  }
  const shown = typeof value === 'string' ? `'${value.slice(0, 25)}${value.length > 28 ? '...' : ''}'` : String(value);
  return ` Received type ${typeof value} (${shown}${typeof value === 'bigint' ? 'n' : ''})`;
};

/** `expected` as Node words it: "of type string", "an instance of Buffer". */
export const invalidArgType = (name: string, expected: string, value: unknown): Coded<TypeError> => {
  const subject = name.endsWith(' argument')
    ? `The ${name}`
    : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return coded(new TypeError(`${subject} must be ${expected}.${received(value)}`), 'ERR_INVALID_ARG_TYPE');
};

export const outOfRange = (name: string, range: string, value: unknown): Coded<RangeError> =>
  coded(
    new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${String(value)}`),
    'ERR_OUT_OF_RANGE',
  );

const errnoOf: Readonly<Record<string, number>> = {
  EADDRINUSE: -98,
  EACCES: -13,
  ECONNREFUSED: -111,
  ECONNRESET: -104,
  ETIMEDOUT: -110,
  EPIPE: -32,
  ENOTFOUND: -3008,
  ENOENT: -2,
  EINVAL: -22,
  ESRCH: -3,
};

/** An error of the operating system: `connect ECONNREFUSED 10.0.0.2:80`. */
export const systemError = (syscall: string, code: string, place: string, extra: object = {}): Coded<Error> =>
  coded(withoutFrames(`${syscall} ${code}${place}`), code, { errno: errnoOf[code] ?? -1, code, syscall, ...extra });

/** It comes out of the event loop, where no line of the program stands; streams read the stack of each error. */
const withoutFrames = (message: string): Error => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Error(message);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
};
