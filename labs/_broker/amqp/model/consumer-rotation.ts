/**
 * Which consumer of a queue is next: the highest priority first, in turn among equals; one that has no room stands aside until
 * it is woken. With a single active consumer that one alone. Pure.
 * @module
 */
import type { Consumer } from './consumer.ts';

export class ConsumerRotation {
  readonly #isSingle: boolean;
  readonly #all = new Set<Consumer>();
  /** Those that may have room, by priority, the highest first. */
  readonly #levels: { readonly priority: number; readonly turn: Consumer[] }[] = [];
  readonly #aside = new Set<Consumer>();
  #active: Consumer | undefined;

  /** @param isSingle The queue has `x-single-active-consumer`. */
  constructor(isSingle: boolean) {
    this.#isSingle = isSingle;
  }

  get count(): number {
    return this.#all.size;
  }

  get all(): Iterable<Consumer> {
    return this.#all;
  }

  /** The one that gets everything, in a queue with a single active consumer. */
  get active(): Consumer | undefined {
    return this.#active;
  }

  hasExclusive(): boolean {
    for (const consumer of this.#all) if (consumer.exclusive) return true;
    return false;
  }

  add(consumer: Consumer): void {
    this.#all.add(consumer);
    this.#line(consumer);
    if (this.#isSingle) this.#active ??= consumer;
  }

  /** @returns whether it was there. */
  remove(consumer: Consumer): boolean {
    if (!this.#all.delete(consumer)) return false;
    this.#aside.delete(consumer);
    const turn = this.#levels.find(({ priority }) => priority === consumer.priority)?.turn;
    const at = turn?.indexOf(consumer) ?? -1;
    if (at >= 0) turn?.splice(at, 1);
    if (this.#active === consumer) this.#active = this.#levels.find((level) => level.turn.length > 0)?.turn[0];
    return true;
  }

  /** The consumer whose turn it is; it goes to the end of its line. Undefined when nobody has room. */
  next(): Consumer | undefined {
    if (this.#isSingle) return this.#active?.hasRoom() === true ? this.#active : undefined;
    for (const { turn } of this.#levels) {
      for (let consumer = turn.shift(); consumer; consumer = turn.shift()) {
        if (consumer.hasRoom()) {
          turn.push(consumer);
          return consumer;
        }
        this.#aside.add(consumer);
      }
    }
    return undefined;
  }

  /** A consumer that stood aside may have room again: it lines up at the end. */
  wake(consumer: Consumer): void {
    if (this.#aside.has(consumer) && consumer.hasRoom()) {
      this.#aside.delete(consumer);
      this.#line(consumer);
    }
  }

  #line(consumer: Consumer): void {
    const { priority } = consumer;
    const level = this.#levels.find((one) => one.priority === priority);
    if (level) {
      level.turn.push(consumer);
      return;
    }
    const before = this.#levels.findIndex((one) => one.priority < priority);
    this.#levels.splice(before < 0 ? this.#levels.length : before, 0, { priority, turn: [consumer] });
  }
}
