/**
 * `node:events`: the npm package where the engine is bundled, with what it lacks.
 * @module
 */
import BaseEmitter from 'events';
import { coded, invalidArgType } from './errors.ts';
import { inspect } from './util/inspect.ts';

const errorMonitor = Symbol.for('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');

interface Emitter {
  on(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
  once(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
  removeListener(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
}

const abortError = (signal: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });

/** Resolves with the values of the next `name`; rejects on `error`. */
const once = (emitter: Emitter | EventTarget, name: string | symbol, options: { signal?: AbortSignal } = {}) =>
  new Promise<unknown[]>((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) {
      reject(abortError(signal));
      return;
    }
    if (emitter instanceof EventTarget) {
      emitter.addEventListener(String(name), (event) => resolve([event]), { once: true });
      return;
    }
    const onValue = (...values: unknown[]) => {
      stop();
      resolve(values);
    };
    const onError = (error: unknown) => {
      stop();
      reject(error as Error);
    };
    const onAbort = () => {
      stop();
      if (signal) reject(abortError(signal));
    };
    const stop = () => {
      emitter.removeListener(name, onValue);
      emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    emitter.once(name, onValue);
    if (name !== 'error') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });

/** An endless async iterator over the values of `name`. */
const on = (emitter: Emitter, name: string | symbol, options: { signal?: AbortSignal; close?: string[] } = {}) => {
  const queued: unknown[][] = [];
  const waiting: { resolve: (value: IteratorResult<unknown[]>) => void; reject: (error: unknown) => void }[] = [];
  let failure: { readonly error: unknown } | undefined;
  let isDone = false;
  const onValue = (...values: unknown[]) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: values, done: false });
    else queued.push(values);
  };
  const onError = (error: unknown) => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = { error };
    void finish();
  };
  const onClose = () => void finish();
  const finish = (): Promise<IteratorResult<unknown[]>> => {
    isDone = true;
    emitter.removeListener(name, onValue);
    emitter.removeListener('error', onError);
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  emitter.on(name, onValue);
  if (name !== 'error') emitter.on('error', onError);
  for (const closing of options.close ?? []) emitter.on(closing, onClose);
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  signal?.addEventListener('abort', () => onError(abortError(signal)), { once: true });
  return {
    next: (): Promise<IteratorResult<unknown[]>> => {
      const value = queued.shift();
      if (value) return Promise.resolve({ value, done: false });
      if (failure) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error as Error);
      }
      if (isDone) return finish();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: finish,
    throw: (error: unknown) => {
      onError(error);
      return finish();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

const addAbortListener = (signal: AbortSignal, listener: () => void) => {
  if (signal.aborted) queueMicrotask(listener);
  else signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
};

type Listener = (...values: unknown[]) => unknown;

/** How the npm package keeps listeners: one alone, or several in order. */
interface Listening {
  readonly _events?: Readonly<Record<string | symbol, Listener | readonly Listener[] | undefined>>;
}

/** Node's own check; the npm package words it otherwise. */
const baseEmit = BaseEmitter.prototype.emit;
const isNative = 'captureRejections' in BaseEmitter;
if (!isNative) {
  BaseEmitter.prototype.emit = function emit(name: string | symbol, ...values: unknown[]): boolean {
    if (name !== 'error') {
      // The package's own way, without its copies of the arguments: this runs many times for each request.
      const listeners = (this as unknown as Listening)._events?.[name];
      if (listeners === undefined) return false;
      if (typeof listeners === 'function') Reflect.apply(listeners, this, values);
      else for (const listener of listeners.slice()) Reflect.apply(listener, this, values);
      return true;
    }
    if (this.listenerCount(errorMonitor) > 0) baseEmit.call(this, errorMonitor, ...values);
    if (this.listenerCount('error') > 0) return baseEmit.call(this, name, ...values);
    const [error] = values;
    if (error instanceof Error) throw error;
    throw coded(new Error(`Unhandled error. (${inspect(error)})`), 'ERR_UNHANDLED_ERROR', { context: error });
  };
  const { on: baseOn, once: baseOnce, prependListener, listenerCount } = BaseEmitter.prototype;
  const checked = (base: typeof baseOn) =>
    function add(this: BaseEmitter, name: string | symbol, listener: (...values: unknown[]) => void) {
      if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
      return base.call(this, name, listener);
    };
  Object.assign(BaseEmitter.prototype, {
    on: checked(baseOn),
    addListener: checked(baseOn),
    once: checked(baseOnce),
    prependListener: checked(prependListener),
    listenerCount(this: BaseEmitter, name: string | symbol, listener?: unknown) {
      if (listener === undefined) return listenerCount.call(this, name);
      return this.rawListeners(name).filter(
        (one) => one === listener || (one as { listener?: unknown }).listener === listener,
      ).length;
    },
  });
}

export const EventEmitter = BaseEmitter;

export const eventsModule = Object.assign(BaseEmitter, {
  EventEmitter: BaseEmitter,
  once,
  on,
  addAbortListener,
  errorMonitor,
  captureRejectionSymbol,
  getEventListeners: (emitter: BaseEmitter, name: string | symbol) => emitter.listeners(name),
  getMaxListeners: (emitter: BaseEmitter) => emitter.getMaxListeners(),
  setMaxListeners: (count: number, ...emitters: { setMaxListeners?(count: number): unknown }[]) => {
    if (emitters.length === 0) BaseEmitter.defaultMaxListeners = count;
    for (const emitter of emitters) emitter.setMaxListeners?.(count);
  },
});
