/**
 * Which paths a learner may give to a file of a lab, and how many files there may be. Stricter than a file system, so that
 * a lab means the same in the page, in the terminal and on every disk.
 * Pure; runs anywhere.
 * @module
 */

/** Files of one lab, those of the starter among them. */
export const FILE_COUNT_LIMIT = 100;
/** Size of one file, in bytes of UTF-8. */
export const FILE_LIMIT_BYTES = 200_000;
const PATH_LIMIT = 120;
const ENDINGS = ['.ts', '.js', '.mjs', '.json', '.py', '.sql', '.txt'];

/** Names between slashes, none of which is "." or "..", as in `lab-manifest.ts`. */
const RELATIVE_PATH = /^(?:(?!\.{1,2}(?:\/|$))[\w@.-]+\/)*(?!\.)[\w@.-]+$/;

/** True for a path that a learner's file may have. */
export const isLabFilePath = (path: string): boolean => problemOfPath(path) === undefined;

/**
 * What keeps a path from being a file's, as a sentence for the learner.
 *
 * @returns Nothing when the path is fine.
 *
 * @example
 * problemOfPath('../main.ts') // 'Write a path inside the lab without "..", such as products/main.ts.'
 */
export function problemOfPath(path: string): string | undefined {
  if (path === '') return 'Write a path, such as products/main.ts.';
  if (path.startsWith('/'))
    return `Write the path without the first slash: ${path.replace(/^\/+/, '') || 'products/main.ts'}.`;
  if (path.split('/').includes('..') || path.includes('..')) {
    return 'Write a path inside the lab without "..", such as products/main.ts.';
  }
  if (path.endsWith('/')) return `${path} is a folder. Write the file too: ${path}main.ts.`;
  if (!RELATIVE_PATH.test(path)) {
    return 'A path has letters, digits and the signs . _ - @ between slashes, such as products/main.ts.';
  }
  if (path.length > PATH_LIMIT) return `A path has at most ${PATH_LIMIT} characters, and this one has ${path.length}.`;
  if (!ENDINGS.some((ending) => path.endsWith(ending))) return `A file ends in ${listed(ENDINGS)}.`;
  return undefined;
}

/**
 * What keeps a new file from getting a path, given those that are there.
 *
 * @param taken Every path of the lab, without the file's own when it is renamed.
 *
 * @example
 * problemOfNewPath('products/main.ts', ['products/main.ts']) // 'products/main.ts is there already.'
 */
export function problemOfNewPath(path: string, taken: readonly string[]): string | undefined {
  const problem = problemOfPath(path);
  if (problem !== undefined) return problem;
  // On many disks "Main.ts" and "main.ts" are one file.
  const same = taken.find((other) => other.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return same === path ? `${path} is there already.` : `${path} is there already, as ${same}.`;
  const file = taken.find((other) => path.startsWith(`${other}/`));
  if (file !== undefined) return `${file} is a file, so it cannot be a folder as well.`;
  if (taken.some((other) => other.startsWith(`${path}/`))) return `${path} is a folder already.`;
  return taken.length < FILE_COUNT_LIMIT ? undefined : `A lab has at most ${FILE_COUNT_LIMIT} files. Delete one first.`;
}

/** True for a text that is longer than a file of a lab may be. */
export const isTooLong = (text: string): boolean =>
  text.length > FILE_LIMIT_BYTES || new TextEncoder().encode(text).length > FILE_LIMIT_BYTES;

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
