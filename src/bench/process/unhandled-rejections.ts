/**
 * Promises of one process that were rejected and that nothing has handled yet, in the order of their rejections. Pure.
 * @module
 */
interface Rejection {
  readonly promise: Promise<unknown>;
  readonly reason: unknown;
}

export class UnhandledRejections {
  readonly #reasons = new Map<Promise<unknown>, unknown>();

  get size(): number {
    return this.#reasons.size;
  }

  add(promise: Promise<unknown>, reason: unknown): void {
    this.#reasons.set(promise, reason);
  }

  handled(promise: Promise<unknown>): void {
    this.#reasons.delete(promise);
  }

  takeFirst(): Rejection | undefined {
    for (const [promise, reason] of this.#reasons) {
      this.#reasons.delete(promise);
      return { promise, reason };
    }
    return undefined;
  }
}
