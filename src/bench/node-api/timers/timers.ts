/**
 * `node:timers` and the timer globals, on the virtual clock of the current process.
 * @module
 */
import { currentProcess, type ProcessContext } from '../process-context.ts';
import { abortError, requireSignal } from '../abort.ts';
import { bindContext, captureContext, runInContext } from '../async-context.ts';
import { invalidArgType } from '../errors.ts';
import type { QueuedImmediate, QueuedTimer } from './timer-queue.ts';

type Callback = (...values: unknown[]) => unknown;

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');
const longestMs = 2 ** 31 - 1;

/** Node's rule: whole milliseconds, at least one; what is out of range counts as one. */
const delayMs = (ms: unknown): number => {
  const wanted = Number(ms);
  return wanted >= 1 && wanted <= longestMs ? Math.trunc(wanted) : 1;
};

const requireCallback = (callback: unknown): void => {
  if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
};

const byId = new WeakMap<ProcessContext, Map<number, Timeout>>();
const timeoutsOf = (process: ProcessContext): Map<number, Timeout> => {
  const known = byId.get(process) ?? new Map<number, Timeout>();
  byId.set(process, known);
  return known;
};

export class Timeout {
  readonly #process: ProcessContext = currentProcess();
  readonly #id = this.#process.nextId();
  readonly #callback: Callback;
  readonly #context = captureContext();
  readonly #values: readonly unknown[];
  readonly #ms: number;
  readonly #repeats: boolean;
  #queued: QueuedTimer | undefined;
  #isRef = true;

  constructor(callback: Callback, ms: unknown, values: readonly unknown[], repeats: boolean) {
    requireCallback(callback);
    this.#callback = callback;
    this.#values = values;
    this.#ms = delayMs(ms);
    this.#repeats = repeats;
    this.#arm();
  }

  #arm(): void {
    const dueUs = this.#process.nowUs() + this.#ms * 1000;
    this.#queued = this.#process.timers.add(
      dueUs,
      () => this.#isRef,
      () => this.#fire(),
    );
  }

  #fire(): void {
    this.#queued = undefined;
    try {
      runInContext(this.#context, () => this.#callback.apply(this, [...this.#values]));
    } finally {
      if (this.#repeats && !this.#isClosed && this.#queued === undefined) this.#arm();
      else if (this.#queued === undefined) timeoutsOf(this.#process).delete(this.#id);
    }
  }

  #isClosed = false;

  ref(): this {
    this.#isRef = true;
    return this;
  }

  unref(): this {
    this.#isRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isRef;
  }

  refresh(): this {
    if (this.#isClosed) return this;
    if (this.#queued) this.#queued.isCancelled = true;
    this.#arm();
    return this;
  }

  close(): this {
    this.#isClosed = true;
    if (this.#queued) this.#queued.isCancelled = true;
    timeoutsOf(this.#process).delete(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    timeoutsOf(this.#process).set(this.#id, this);
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

export class Immediate {
  readonly #queued: QueuedImmediate;

  constructor(callback: Callback, values: readonly unknown[]) {
    requireCallback(callback);
    this.#queued = currentProcess().timers.addImmediate(bindContext(() => callback.apply(this, [...values])));
  }

  ref(): this {
    this.#queued.keepsAlive = true;
    return this;
  }

  unref(): this {
    this.#queued.keepsAlive = false;
    return this;
  }

  hasRef(): boolean {
    return this.#queued.keepsAlive;
  }

  cancel(): void {
    this.#queued.isCancelled = true;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

export const setTimeout = (callback: Callback, ms?: number, ...values: unknown[]): Timeout =>
  new Timeout(callback, ms, values, false);

export const setInterval = (callback: Callback, ms?: number, ...values: unknown[]): Timeout =>
  new Timeout(callback, ms, values, true);

export const setImmediate = (callback: Callback, ...values: unknown[]): Immediate => new Immediate(callback, values);

export const clearTimeout = (timeout: unknown): void => {
  if (timeout instanceof Timeout) timeout.close();
  else if (typeof timeout === 'number' || typeof timeout === 'string') {
    timeoutsOf(currentProcess()).get(Number(timeout))?.close();
  }
};

export const clearInterval: typeof clearTimeout = (timer) => clearTimeout(timer);

export const clearImmediate = (immediate: unknown): void => {
  if (immediate instanceof Immediate) immediate.cancel();
};

const hostQueueMicrotask = globalThis.queueMicrotask;

export const queueMicrotask = (callback: () => void): void => {
  requireCallback(callback);
  hostQueueMicrotask(bindContext(callback));
};

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

const requireOptions = (options: unknown): void => {
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'of type object', options);
  const { signal, ref } = options as { signal?: unknown; ref?: unknown };
  requireSignal(signal);
  if (ref !== undefined && typeof ref !== 'boolean') throw invalidArgType('options.ref', 'of type boolean', ref);
};

const wait = <T>(
  start: (done: () => void) => { unref(): unknown },
  stop: (handle: unknown) => void,
  value: T,
  options: WaitOptions = {},
): Promise<T> =>
  new Promise((resolve, reject) => {
    requireOptions(options);
    const { signal, ref } = options;
    if (signal?.aborted) {
      reject(abortError(signal));
      return;
    }
    const onAbort = () => {
      stop(handle);
      if (signal) reject(abortError(signal));
    };
    const handle = start(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (ref === false) handle.unref();
    signal?.addEventListener('abort', onAbort, { once: true });
  });

/** `node:timers/promises`. */
export const timersPromises = {
  setTimeout: <T>(ms?: number, value?: T, options?: WaitOptions) =>
    wait((done) => setTimeout(done, ms), clearTimeout, value, options),
  setImmediate: <T>(value?: T, options?: WaitOptions) =>
    wait((done) => setImmediate(done), clearImmediate, value, options),
  /** The timer runs on while the loop's body does; rounds that were missed are made up for. */
  async *setInterval<T>(ms?: number, value?: T, options: WaitOptions = {}) {
    requireOptions(options);
    const { signal, ref } = options;
    let rounds = 0;
    let wake: (() => void) | undefined;
    const ring = () => wake?.();
    const timer = setInterval(() => {
      rounds += 1;
      ring();
    }, ms);
    if (ref === false) timer.unref();
    signal?.addEventListener('abort', ring, { once: true });
    try {
      for (;;) {
        if (signal?.aborted) throw abortError(signal);
        if (rounds > 0) {
          rounds -= 1;
          yield value;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', ring);
    }
  },
  scheduler: {
    wait: (ms?: number, options?: WaitOptions) => timersPromises.setTimeout(ms, undefined, options),
    yield: () => timersPromises.setImmediate(),
  },
};

Object.defineProperty(setTimeout, promisifyCustom, { value: timersPromises.setTimeout });
Object.defineProperty(setImmediate, promisifyCustom, { value: timersPromises.setImmediate });
