/**
 * `node:async_hooks`: `AsyncLocalStorage` and `AsyncResource`. How far a context follows stands in `async-context.ts`.
 * @module
 */
import {
  type AsyncContext,
  bindContext,
  bindPromiseJobs,
  captureContext,
  resumeContext,
  runInContext,
} from './async-context.ts';

type Fn = (this: unknown, ...values: never[]) => unknown;

interface StorageOptions<T> {
  readonly name?: string;
  readonly defaultValue?: T;
}

class AsyncLocalStorage<T> {
  readonly name: string;
  readonly #defaultValue: T | undefined;

  constructor({ name = '', defaultValue }: StorageOptions<T> = {}) {
    this.name = name;
    this.#defaultValue = defaultValue;
    bindPromiseJobs();
  }

  run<R>(store: T, callback: (...values: unknown[]) => R, ...values: unknown[]): R {
    return runInContext(new Map(captureContext()).set(this, store), () => callback(...values));
  }

  exit<R>(callback: (...values: unknown[]) => R, ...values: unknown[]): R {
    return this.run(undefined as T, callback, ...values);
  }

  getStore(): T | undefined {
    const context = captureContext();
    return context.has(this) ? (context.get(this) as T) : this.#defaultValue;
  }

  enterWith(store: T): void {
    resumeContext(new Map(captureContext()).set(this, store));
  }

  disable(): void {
    const context = new Map(captureContext());
    context.delete(this);
    resumeContext(context);
  }

  static bind<F extends Fn>(callback: F): F {
    return bindContext(callback);
  }

  static snapshot() {
    const context = captureContext();
    return <R>(callback: (...values: unknown[]) => R, ...values: unknown[]): R =>
      runInContext(context, () => callback(...values));
  }
}

class AsyncResource {
  readonly type: string;
  readonly #context: AsyncContext = captureContext();

  constructor(type: string) {
    this.type = type;
  }

  runInAsyncScope<R>(callback: (...values: unknown[]) => R, receiver?: unknown, ...values: unknown[]): R {
    return runInContext(this.#context, () => Reflect.apply(callback, receiver, values) as R);
  }

  bind<F extends Fn>(callback: F, receiver?: unknown): F {
    return runInContext(this.#context, () => AsyncResource.bind(callback, this.type, receiver));
  }

  static bind<F extends Fn>(callback: F, _type?: string, receiver?: unknown): F {
    return bindContext(receiver === undefined ? callback : (callback.bind(receiver) as F));
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

const createHook = () => {
  const hook = { enable: () => hook, disable: () => hook };
  return hook;
};

export const asyncHooksModule = {
  AsyncLocalStorage,
  AsyncResource,
  createHook,
  executionAsyncId: () => 1,
  executionAsyncResource: () => ({}),
  triggerAsyncId: () => 0,
};
