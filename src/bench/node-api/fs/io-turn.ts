/**
 * When a call that does not block is done: in a turn of its own, after the immediates that were set before it, in the order
 * of the calls. The disk itself takes no virtual time.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { currentProcess } from '../process-context.ts';
import { setImmediate } from '../timers/timers.ts';
import { disk } from './open-files.ts';

/** @param run Gets the line that asked, for effects that come so much later. */
export const inLaterTurn = (run: (source: EffectSource | undefined) => void): void => {
  const source = currentProcess().position();
  setImmediate(() => setImmediate(() => run(source)));
};

/** Runs `run` in a later turn, in the name of the line that asks now. */
export const soon = <T>(run: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    inLaterTurn((source) => {
      try {
        resolve(disk().inNameOf(source, run));
      } catch (error) {
        reject(error as Error);
      }
    });
  });
