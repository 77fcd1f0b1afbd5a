/**
 * How long a process has computed, as the system knows it. Linux keeps it in `/proc`; elsewhere it is not known. Node only.
 * @module
 */
import { readFileSync } from 'node:fs';

/** Of one clock tick in `/proc`, on every architecture that Node runs on. */
const TICK_MS = 10;
/** Behind the name, which may hold spaces and brackets: `utime` and `stime` of proc(5). */
const USER_FIELD = 11;
const SYSTEM_FIELD = 12;

/**
 * Milliseconds on all its threads, in its own code and in the system's; `undefined` where that is not known, or when it has ended.
 *
 * @example
 * processCpuMs(process.pid) // 230, on Linux
 */
export function processCpuMs(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuMs = TICK_MS * (Number(fields[USER_FIELD]) + Number(fields[SYSTEM_FIELD]));
  return Number.isFinite(cpuMs) ? cpuMs : undefined;
}
