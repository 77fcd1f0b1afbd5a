/**
 * How the kernel reaches processes: in this thread (fleet) or each in a Worker of its own (strict). The choice changes
 * speed and isolation, never the run. Pure types.
 * @module
 */
import type { ProcessEffect, ProcessEvent, ProcessSpec } from './protocol.ts';

/** The effects of each event, in order, or the sentence that says why the process had to be stopped in real time. */
export type Delivery =
  | { readonly effects: readonly (readonly ProcessEffect[])[] }
  | {
      readonly stopped: string;
      /** False when the bench itself failed, such as a Worker that did not load. */ readonly bySelf: boolean;
    };

export interface ProcessTransport {
  /** Prepares a process; nothing of it runs before its `start` event. May go on in the background. */
  create(spec: ProcessSpec): void;
  /**
   * Hands over what one look at its sockets tells a process: events of one moment, at least one. Resolves when the process
   * is idle again, with fewer lists of effects than events where it ended on the way. Never rejects.
   */
  deliver(pid: number, events: readonly ProcessEvent[]): Promise<Delivery>;
  /** kill -9. Safe to call twice. */
  destroy(pid: number): void;
}
