/**
 * What ports and connections need of the kernel that owns them. Kernel-private. Pure types.
 * @module
 */
import type { KernelObserver } from './kernel-observer.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { EffectSource, ProcessEffect, ProcessEvent } from './protocol.ts';

/** An event on its way to a process. */
export interface Handover {
  readonly process: KernelProcess;
  readonly event: ProcessEvent;
  readonly operation: string | undefined;
}

/** What caused an effect: carried on by everything that follows from it. */
export interface Origin {
  readonly operation: string | undefined;
  readonly source?: EffectSource | undefined;
}

export interface NetworkHost {
  readonly seed: number;
  readonly observer: KernelObserver;
  nowUs(): number;
  isKnownHost(host: string): boolean;
  nextMessageId(): number;
  /** Adds what the network did by itself to the event log. */
  addFact(text: string): void;
  /**
   * Puts something on the agenda; `arrive` runs when it is due and names who receives what, if anyone still can.
   * What went stale is dropped without moving time.
   */
  schedule(
    process: KernelProcess,
    atUs: number,
    salt: number,
    arrive: () => Handover | undefined,
    isStale?: () => boolean,
  ): void;
  /** Tells `handover.process` of the event together with its next one, or after a short while by itself. */
  tellWithNext(handover: Handover): void;
  /** Applies effects of a participant in this thread outside any event. */
  act(process: KernelProcess, effects: readonly ProcessEffect[], operation: string | undefined): void;
}
