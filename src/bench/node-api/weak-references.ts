/**
 * `WeakRef` and `FinalizationRegistry` of a process in which nothing is ever collected: when a host collects would differ
 * from run to run. The language allows it, and the host's own classes, such as Node's `Request`, need them.
 * @module
 */
export class StrongReference<Target extends object> {
  readonly #target: Target;

  constructor(target: Target) {
    if ((typeof target !== 'object' && typeof target !== 'function') || target === null)
      throw new TypeError('WeakRef: target must be an object');
    this.#target = target;
  }

  deref(): Target {
    return this.#target;
  }

  get [Symbol.toStringTag](): string {
    return 'WeakRef';
  }
}

export class IdleRegistry {
  constructor(cleanup: unknown) {
    if (typeof cleanup !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
  }

  /** Nothing is collected, so nobody is told. */
  register(): void {}

  unregister(): boolean {
    return false;
  }

  get [Symbol.toStringTag](): string {
    return 'FinalizationRegistry';
  }
}

Object.defineProperty(StrongReference, 'name', { value: 'WeakRef' });
Object.defineProperty(IdleRegistry, 'name', { value: 'FinalizationRegistry' });
