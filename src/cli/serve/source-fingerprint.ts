/**
 * A fingerprint of everything that the site is built from, so that `npm start` builds only when something changed.
 * Node only.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDERS = ['src', 'labs', 'content', 'public'];
const FILES = ['astro.config.mjs', 'package-lock.json'];

/**
 * Hash over the paths and bytes of all sources below `root`.
 *
 * @example
 * sourceFingerprint('.') // '9f2c…', 64 hexadecimal digits
 */
export function sourceFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const path of [...FOLDERS.flatMap((folder) => listFiles(root, folder)), ...FILES]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
