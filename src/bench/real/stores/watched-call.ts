/**
 * Stands in for a function of Node without a trace: name, length, text and properties stay Node's own, and an error shows
 * neither the observer's lines nor a path that the program did not give. Runs inside the real process of a service.
 * @module
 */

/** The observer's own lines must not push the program's out of an error. */
const OWN_FRAMES = 12;

/** Does what Node does; `args` as they are to be passed on. */
export type Through = (args: readonly unknown[]) => unknown;

/**
 * @param run What happens in place of the call.
 *
 * @example
 * watchMethod(fs, 'openSync', (args, through) => {
 *   const fd = through(args);
 *   return fd;
 * });
 */
export function watchMethod(
  owner: object,
  name: string | symbol,
  run: (args: readonly unknown[], through: Through, self: unknown) => unknown,
): void {
  const known = Object.getOwnPropertyDescriptor(owner, name);
  const method: unknown = known?.value;
  // Another version of Node may not have it.
  if (!known || typeof method !== 'function') return;
  const value = new Proxy(method, {
    apply(target, self: unknown, args: readonly unknown[]) {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = stackTraceLimit + OWN_FRAMES;
      try {
        return run(args, (passed) => Reflect.apply(target, self, passed), self);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    },
  });
  Object.defineProperty(owner, name, { ...known, value });
}

/** What the program gave, by what this machine was asked for in its place. */
export type Renamed = ReadonlyMap<string, string>;

const NOTHING: Renamed = new Map();

/** Runs a call; an error that it throws is tidied. */
export function tidied<T>(run: () => T, renamed: Renamed = NOTHING): T {
  try {
    return run();
  } catch (error) {
    tidyError(error, renamed);
    throw error;
  }
}

/** Takes the observer's lines out of an error, and puts the program's own paths in. */
export function tidyError(error: unknown, renamed: Renamed = NOTHING): void {
  if (!(error instanceof Error)) return;
  for (const key of ['message', 'path', 'dest', 'stack'] as const) {
    const text: unknown = Reflect.get(error, key);
    if (typeof text !== 'string') continue;
    let tidy = key === 'stack' ? withoutOwnLines(text) : text;
    for (const [real, given] of renamed) tidy = tidy.replaceAll(`'${real}'`, `'${given}'`);
    if (renamed.has(tidy)) tidy = renamed.get(tidy) ?? tidy;
    if (tidy !== text) Reflect.set(error, key, tidy);
  }
}

/** The engine's folder, or the bundle that this is part of. */
const OWN_PLACE = import.meta.url.endsWith('.ts') ? new URL('..', import.meta.url).href : import.meta.url;
const withoutOwnLines = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => !line.includes(OWN_PLACE))
    .join('\n');
