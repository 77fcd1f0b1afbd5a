/**
 * Starts the guard of real runs (`src/bench/real/guard-run.ts`) and dismisses it. Node only, POSIX.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('../../bench/real/guard-run.ts', import.meta.url));

export interface RunGuard {
  /** Lets it end what is left and remove the folder; resolves when it has. */
  dismiss(): Promise<void>;
}

/**
 * @param folder holds a folder for each run; removed at the end.
 *
 * @example
 * const guard = startRunGuard('/tmp/ensemble-real-a1b2');
 * await guard.dismiss();
 */
export function startRunGuard(folder: string): RunGuard {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', GUARD, folder], {
    // Of its own session: Ctrl-C in the terminal is what it must survive.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return {
    dismiss: async () => {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
