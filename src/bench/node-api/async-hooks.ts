/**
 * `node:async_hooks`: `AsyncLocalStorage` follows callbacks run inside `run()`, and no further than the first native
 * `await`: no host lets a library follow those. Lessons pass context explicitly.
 * @module
 */
class AsyncLocalStorage<T> {
  #store: T | undefined;

  run<R>(store: T, callback: (...values: unknown[]) => R, ...values: unknown[]): R {
    const before = this.#store;
    this.#store = store;
    try {
      return callback(...values);
    } finally {
      this.#store = before;
    }
  }

  exit<R>(callback: (...values: unknown[]) => R, ...values: unknown[]): R {
    return this.run(undefined as T, callback, ...values);
  }

  getStore(): T | undefined {
    return this.#store;
  }

  enterWith(store: T): void {
    this.#store = store;
  }

  disable(): void {
    this.#store = undefined;
  }

  static bind<F extends (...values: never[]) => unknown>(callback: F): F {
    return callback;
  }

  static snapshot() {
    return <R>(callback: (...values: unknown[]) => R, ...values: unknown[]): R => callback(...values);
  }
}

class AsyncResource {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }

  runInAsyncScope<R>(callback: (...values: unknown[]) => R, receiver?: unknown, ...values: unknown[]): R {
    return Reflect.apply(callback, receiver, values) as R;
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return 1;
  }

  triggerAsyncId(): number {
    return 0;
  }
}

export const asyncHooksModule = {
  AsyncLocalStorage,
  AsyncResource,
  executionAsyncId: () => 1,
  triggerAsyncId: () => 0,
};
