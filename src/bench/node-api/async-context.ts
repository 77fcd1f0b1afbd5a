/**
 * What `AsyncLocalStorage` stores, and how it follows a program: every callback that Node would run in the context of
 * its registration is bound to it, and compiled modules save it before each `await` and take it up behind it
 * (`src/bench/process/module/context-edits.ts`). One variable a thread, since one process runs at a time.
 * @module
 */
export type AsyncContext = ReadonlyMap<object, unknown>;

type Fn = (this: unknown, ...values: never[]) => unknown;

const nothing: AsyncContext = new Map();
let current = nothing;

export const captureContext = (): AsyncContext => current;

/** Called by compiled modules behind an `await`; gives back what was awaited. */
export const resumeContext = <T>(context: AsyncContext, value?: T): T | undefined => {
  current = context;
  return value;
};

/** For the first callback of an event. */
export const clearContext = (): void => {
  current = nothing;
};

export const runInContext = <T>(context: AsyncContext, run: () => T): T => {
  const before = current;
  current = context;
  try {
    return run();
  } finally {
    current = before;
  }
};

/** @returns A function that runs `callback` in the context of now; what is no function as it is. */
export const bindContext = <T>(callback: T): T => {
  if (typeof callback !== 'function') return callback;
  const context = current;
  return function (this: unknown, ...values: never[]) {
    return runInContext(context, () => Reflect.apply(callback as Fn, this, values) as unknown);
  } as T;
};

/** Where an end of a connection was made: its events happen there. */
const contexts = new WeakMap<object, AsyncContext>();
export const rememberContext = (owner: object): void => void contexts.set(owner, current);
export const contextOf = (owner: object | undefined): AsyncContext => (owner && contexts.get(owner)) ?? nothing;

let areJobsBound = false;

/** Promise jobs follow from the first storage on; a program without one does not pay for them. */
export const bindPromiseJobs = (): void => {
  if (areJobsBound) return;
  areJobsBound = true;
  const { then } = Promise.prototype;
  const bound = function (this: Promise<unknown>, onFulfilled?: unknown, onRejected?: unknown): unknown {
    return Reflect.apply(then, this, [bindContext(onFulfilled), bindContext(onRejected)]);
  };
  Object.defineProperties(bound, { name: { value: 'then' }, length: { value: 2 } });
  // oxlint-disable-next-line unicorn/no-thenable, typescript/no-floating-promises -- as above
  Object.defineProperty(Promise.prototype, 'then', { value: bound, writable: true, configurable: true });
};
