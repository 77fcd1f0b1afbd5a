/**
 * Processes of real runs, by the mark that each carries in its environment; only Linux tells.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @param folder The temporary folder in which the runs have theirs.
 * @returns Their ids.
 */
export function markedProcesses(folder: string): readonly string[] {
  const pids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`ENSEMBLE_RUN=${folder}`);
    } catch {
      return false;
    }
  });
}
