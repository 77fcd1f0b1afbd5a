/**
 * One fault at work on one direction of one connection. Items come in with `push` and leave through the context, at
 * once or later, whole or in pieces, or not at all. Pure types.
 * @module
 */
import type { LinkItem } from './link-item.ts';

export interface LinkStage {
  push(item: LinkItem): void;
  /** The fault was removed: what is held goes on at once, in order. */
  release(): void;
  /** The connection was cut: gives up what is held, which is lost. */
  discard(): readonly LinkItem[];
}

/** What a stage may do. Each stage has a context of its own. */
export interface StageContext {
  readonly nowUs: number;
  /** An unsigned 32-bit number, a function of the seed, the connection, the fault, its direction and `index`. */
  draw(index: number): number;
  /** Calls back at a time; an entry that went stale is dropped without moving time. */
  at(atUs: number, callback: () => void, isStale?: () => boolean): void;
  /** Hands on to the next stage, and to the wire after the last. */
  pass(item: LinkItem): void;
  /** The network takes it. */
  lose(item: LinkItem): void;
  /** Tells that the item waits because of this fault. */
  tellHeld(item: LinkItem): void;
  /** Counts this connection as changed. */
  hitConnection(): void;
  /** Counts requests or packets as changed. */
  hit(count?: number): void;
  /** Adds what happened to the event log. */
  addFact(text: string): void;
  /**
   * Ends the connection for both sides. `close`: what has passed this stage still arrives, then the end of the stream;
   * `reset`: nothing more arrives but a reset.
   */
  cut(how: 'close' | 'reset'): void;
}
