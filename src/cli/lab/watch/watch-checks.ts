/**
 * `npm run lab -- check <lab> --dir … --watch`: runs the checks again after every change of the folder. Node only.
 * @module
 */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CourseError } from '#course/course-error.ts';
import { LabRuntimeError } from '#runtimes/index.ts';
import type { CommandResult } from '../check-command.ts';
import { readSolutionFolder } from '../read-solution-folder.ts';
import { repeatOnChange } from './repeat-on-change.ts';
import { watchFolder } from './watch-folder.ts';

export interface WatchOptions {
  readonly folder: string;
  /** Runs the checks once. */
  readonly run: (signal: AbortSignal) => Promise<CommandResult>;
  /** Results. */
  readonly print: (text: string) => void;
  /** Everything else. */
  readonly say: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Real milliseconds without a change before one counts: an editor writes a file in several goes. Default 80. */
  readonly quietMs?: number;
}

/**
 * @returns when the signal aborts, with what the last complete run came to.
 * @throws {CourseError} `LAB_FOLDER_MISSING` when there is no folder to begin with.
 */
export async function watchChecks({ folder, run, print, say, signal, quietMs = 80 }: WatchOptions): Promise<boolean> {
  const info = await stat(folder).catch(() => undefined);
  // It says what is wrong with the folder.
  if (!info?.isDirectory()) await readSolutionFolder(folder);
  const changes = await watchFolder(folder);
  let isOk = false;
  try {
    await repeatOnChange({
      read: () => contentOf(folder),
      run: async (own) => {
        const result = await runOnce(run, own, say);
        isOk = result?.ok ?? false;
        if (result) print(result.output);
      },
      nextChange: async () => {
        do {
          await changes.next();
          await setTimeout(quietMs);
        } while (changes.isPending);
      },
      onCancelled: () => say('A file changed: this run is given up, and the checks begin again.'),
      onWaiting: () => say(`\nWaiting for a change in ${resolve(folder)}. Ctrl+C ends it.`),
      signal,
    });
  } finally {
    changes.close();
  }
  return isOk;
}

/** A mistake that the next change may repair is told, and ends nothing. */
async function runOnce(
  run: WatchOptions['run'],
  signal: AbortSignal,
  say: WatchOptions['say'],
): Promise<CommandResult | undefined> {
  try {
    return await run(signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof CourseError) say(error.format());
    else if (error instanceof LabRuntimeError) say(`${error.code}\n${error.message}\nHint: ${error.hint}`);
    else throw error;
    return undefined;
  }
}

/** Files by path, or why they cannot be read. */
async function contentOf(folder: string): Promise<string> {
  try {
    return JSON.stringify(await readSolutionFolder(folder));
  } catch (error) {
    if (error instanceof CourseError) return error.code;
    // A file that was listed and is gone again: the next change tells.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'ENOENT';
    throw error;
  }
}
