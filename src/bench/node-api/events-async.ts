/**
 * The functions of `node:events` that wait: `once`, `on`, `addAbortListener`.
 * @module
 */
import { abortError, requireSignal } from './abort.ts';

interface Listenable {
  on(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
  once(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
  removeListener(name: string | symbol, listener: (...values: unknown[]) => void): unknown;
}

/** Resolves with the values of the next `name`; rejects on `error`. */
export const once = (
  emitter: Listenable | EventTarget,
  name: string | symbol,
  options: { signal?: AbortSignal } = {},
) =>
  new Promise<unknown[]>((resolve, reject) => {
    const { signal } = options;
    requireSignal(signal);
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
export const on = (
  emitter: Listenable,
  name: string | symbol,
  options: { signal?: AbortSignal; close?: string[] } = {},
) => {
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
  requireSignal(signal);
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

export const addAbortListener = (signal: AbortSignal, listener: () => void) => {
  if (signal.aborted) queueMicrotask(listener);
  else signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
};
