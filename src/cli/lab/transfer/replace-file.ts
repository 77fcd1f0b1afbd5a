/**
 * Writes a file whole or not at all: whoever reads it meets the old text or the new one. Node only.
 * @module
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * @example
 * await replaceFile('work.json', '{}');
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const half = join(dirname(path), `.${basename(path)}.${process.pid}.half`);
  try {
    await writeFile(half, text, { flag: 'wx' });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
