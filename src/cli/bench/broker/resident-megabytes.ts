/**
 * The memory that a process holds, as the system counts it.
 * @module
 */
import { spawnSync } from 'node:child_process';

/** @throws when there is no such process. */
export function residentMegabytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kilobytes = Number.parseInt(stdout, 10);
  if (Number.isNaN(kilobytes)) throw new Error(`there is no process ${pid}`);
  return kilobytes / 1024;
}
