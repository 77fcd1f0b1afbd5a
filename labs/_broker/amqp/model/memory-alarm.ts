/**
 * Slows publishers down when messages pile up: from a mark on, a connection that publishes is blocked until there is room
 * again. Pure.
 * @module
 */
import type { Limits } from './limits.ts';
import { refusal } from './refusal.ts';

/** A connection that can be told to stop. */
export interface Publisher {
  block(reason: string): void;
  unblock(): void;
}

export class MemoryAlarm {
  readonly #limits: Limits;
  readonly #onChange: (isRaised: boolean) => void;
  readonly #blocked = new Set<Publisher>();
  #isRaised = false;

  /** @param onChange Told when the alarm goes on and off. */
  constructor(limits: Limits, onChange: (isRaised: boolean) => void) {
    this.#limits = limits;
    this.#onChange = onChange;
  }

  /** Looks at how much is held now. */
  update(heldBytes: number): void {
    const isRaised = heldBytes >= this.#limits.memoryHighBytes;
    if (isRaised === this.#isRaised) return;
    this.#isRaised = isRaised;
    this.#onChange(isRaised);
    if (isRaised) return;
    for (const connection of this.#blocked) connection.unblock();
    this.#blocked.clear();
  }

  /**
   * A connection publishes.
   * @throws AmqpError 506 when it does so in spite of having been blocked, and the last of the memory is taken.
   */
  admit(heldBytes: number, moreBytes: number): void {
    if (heldBytes + moreBytes > this.#limits.memoryMaxBytes)
      throw refusal.memory(heldBytes, this.#limits.memoryMaxBytes);
  }

  /** A connection has published: when the alarm is on, it has to stop. */
  afterPublish(connection: Publisher): void {
    if (!this.#isRaised || this.#blocked.has(connection)) return;
    this.#blocked.add(connection);
    connection.block('low on memory');
  }

  forget(connection: Publisher): void {
    this.#blocked.delete(connection);
  }
}
