/**
 * A journal in a folder of the real disk, or of the simulated one. Runs in Node and in the simulated engine.
 * @module
 */
import * as fs from 'node:fs';
import { DiskJournal } from './disk-journal.ts';

/**
 * @param folder Made when it is not there. No two brokers may have the same.
 * @example new VirtualHost({ clock, journal: openJournal(process.env.DATA_DIR) });
 */
export function openJournal(folder: string): DiskJournal {
  const schedule = (run: () => void): void => {
    setImmediate(run);
  };
  return new DiskJournal({ folder, fs, schedule, segmentBytes: 8 * 1024 * 1024 });
}
