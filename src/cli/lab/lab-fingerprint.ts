/**
 * A hash of everything that a lab's proof depends on: the lab's programs, checks and expectations, and the kit. Node only.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Prose does not change a verdict; the proof is what the hash is kept in. */
const NOT_PROVEN = /(\.md|proof\.json)$/;

/**
 * @param labsFolder such as "labs".
 * @returns SHA-256 in hexadecimal over paths and contents, in the order of the paths.
 *
 * @example
 * await labFingerprint('labs', 'hello-payment') // '9f2c…'
 */
export async function labFingerprint(labsFolder: string, lab: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['_kit', lab]) {
    const entries = await readdir(join(labsFolder, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && !NOT_PROVEN.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const path of paths) {
      // The length keeps a path's end and a content's beginning apart.
      const text = await readFile(path, 'utf8');
      hash.update(`${path.split(sep).join('/').slice(labsFolder.length)}\n${text.length}\n${text}\n`);
    }
  }
  return hash.digest('hex');
}
