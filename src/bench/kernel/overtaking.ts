/**
 * Requests that wait until a request of another connection has overtaken them. One for each fault that reorders. Pure.
 * @module
 */

export interface HeldRequest {
  readonly connectionId: string;
  /** Lets it go: it was overtaken. */
  readonly letGo: () => void;
}

export class Overtaking {
  #held: readonly HeldRequest[] = [];

  hold(request: HeldRequest): void {
    this.#held = [...this.#held, request];
  }

  forget(request: HeldRequest): void {
    this.#held = this.#held.filter((held) => held !== request);
  }

  /** A request of this connection arrived: whoever waits on another one was overtaken. */
  arrived(connectionId: string): void {
    if (this.#held.length === 0) return;
    const overtaken = this.#held.filter((held) => held.connectionId !== connectionId);
    this.#held = this.#held.filter((held) => held.connectionId === connectionId);
    for (const { letGo } of overtaken) letGo();
  }
}
