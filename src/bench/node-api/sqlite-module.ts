/**
 * `node:sqlite` of the current process, from the part that its lab brought along.
 * @module
 */
import { inLaterTurn } from './fs/io-turn.ts';
import { currentProcess, wallClockMs } from './process-context.ts';

export const sqliteModule = (): Record<string, unknown> => {
  const process = currentProcess();
  const { disk, parts } = process;
  if (!parts.sqlite) throw new Error('The part for node:sqlite was not loaded');
  return parts.sqlite({ disk, nowMs: () => wallClockMs(process), inLaterTurn });
};
