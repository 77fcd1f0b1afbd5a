/**
 * Writes files where none are: nothing that lies there is replaced, and nothing half-written stays. Node only.
 * @module
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CourseError } from '#course/course-error.ts';

const NAMED_LIMIT = 5;

/**
 * Fills an absent or empty folder.
 *
 * @param files Text by path, with "/" between folders.
 * @throws {CourseError} `LAB_FOLDER_TAKEN` when anything is in the folder, or the folder is a file.
 *
 * @example
 * await writeNewFiles('../hello-payment', { 'payment-service/main.ts': '…' });
 */
export async function writeNewFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ENOTDIR') throw taken(folder, 'it is a file');
    throw error;
  });
  if (there && there.length > 0) throw taken(folder, `it holds ${named(there)}`);
  // The outermost folder that this makes is what goes away again when a disk is full.
  const made = await mkdir(folder, { recursive: true });
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { flag: 'wx' });
    }
  } catch (error) {
    const begun = made === undefined ? Object.keys(files).map((path) => path.split('/')[0] ?? path) : [];
    for (const name of new Set(begun)) await rm(join(folder, name), { recursive: true, force: true });
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  }
}

function taken(folder: string, what: string): CourseError {
  return new CourseError('LAB_FOLDER_TAKEN', {
    message: `Cannot write to "${folder}": ${what}, and nothing of yours is ever replaced`,
    hint: `Give a folder that does not exist yet, such as "--dir ${folder}-2".`,
  });
}

function named(names: readonly string[]): string {
  const shown = names
    .toSorted()
    .slice(0, NAMED_LIMIT)
    .map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
