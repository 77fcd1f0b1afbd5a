/** Who waits for an answer to what was published. */
const PATIENCE_MS = 1_000;

export class Replies {
  readonly #waiting = new Map<unknown, () => void>();

  /** Resolves with the reply, and without one when the patience of a customer has an end. */
  waitFor(correlationId: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.take(correlationId), PATIENCE_MS);
      this.#waiting.set(correlationId, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  take(correlationId: unknown): void {
    this.#waiting.get(correlationId)?.();
    this.#waiting.delete(correlationId);
  }
}
