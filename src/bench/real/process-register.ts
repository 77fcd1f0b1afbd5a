/**
 * The process groups of one run, written to a file before anything can go wrong with them, so that whoever is left can
 * end them: the runtime after a stop, the guard after a crash of everything else. Node only, POSIX.
 * @module
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the environment of every process of a run; children inherit it even when they leave the group. */
export const MARKER_VARIABLE = 'ENSEMBLE_RUN';

/**
 * @example
 * const register = new ProcessRegister('/tmp/ensemble-real-a1b2');
 * register.add(child.pid);
 * register.endAll();
 */
export class ProcessRegister {
  readonly #file: string;
  /** Value of {@link MARKER_VARIABLE} for this run. */
  readonly marker: string;

  constructor(folder: string) {
    this.#file = join(folder, 'processes');
    this.marker = folder;
  }

  add(groupId: number): void {
    appendFileSync(this.#file, `+${groupId}\n`);
  }

  /** Its group is known to be empty; the number may be used again by the system. */
  remove(groupId: number): void {
    appendFileSync(this.#file, `-${groupId}\n`);
  }

  /** Groups that are not known to be empty. */
  get openCount(): number {
    return this.#open().length;
  }

  /** Ends every group that was not removed, and every marked process that left its group. */
  endAll(): void {
    for (const groupId of this.#open()) endGroup(groupId);
    this.endMarked();
  }

  /**
   * Ends processes that carry the mark of this run, whatever their group; only Linux tells.
   *
   * @returns how many there were.
   */
  endMarked(): number {
    const marked = `${MARKER_VARIABLE}=${this.marker}`;
    const found = processIds().filter((pid) => pid !== process.pid && environmentOf(pid).includes(marked));
    for (const pid of found) signal(pid);
    return found.length;
  }

  #open(): readonly number[] {
    const open = new Set<number>();
    for (const line of readText(this.#file).split('\n')) {
      const groupId = Number(line.slice(1));
      if (line.startsWith('+') && groupId > 1) open.add(groupId);
      else open.delete(groupId);
    }
    return [...open];
  }
}

/**
 * Ends a process and whatever it started and kept in its group.
 *
 * @returns whether anything of the group was alive.
 */
export function endGroup(groupId: number): boolean {
  return signal(-groupId);
}

function signal(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    // It has ended already.
    return false;
  }
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

const environmentOf = (pid: number): readonly string[] => readText(`/proc/${pid}/environ`).split('\0');

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Gone meanwhile, or of another user.
    return '';
  }
}
