/**
 * The files of a folder that match a pattern, always in the same order. Node only.
 * @module
 */
import { glob } from 'node:fs/promises';

/**
 * Lists files relative to a folder, sorted by name, with "/" on every system.
 *
 * @example
 * await filesMatching(root, 'content/lessons/*\/module.yaml') // ['content/lessons/00-start-here/module.yaml', …]
 */
export async function filesMatching(folder: string, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: folder })) files.push(file.replaceAll('\\', '/'));
  return files.sort();
}
