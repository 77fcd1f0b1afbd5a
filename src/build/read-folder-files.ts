/**
 * Reads a folder of programs into the form that the engine takes. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesMatching } from './files-matching.ts';

/**
 * Text of every program file of a folder (`.ts .js .mjs .json .py .sql .txt`), by path relative to it, with "/" on every system.
 *
 * @example
 * await readFolderFiles('labs/hello-payment/starter') // { 'payment-service/main.ts': 'import …' }
 */
export async function readFolderFiles(folder: string): Promise<Record<string, string>> {
  const paths = await filesMatching(folder, '**/*.{ts,js,mjs,json,py,sql,txt}');
  const own = paths.filter((path) => !path.split('/').includes('node_modules'));
  const texts = await Promise.all(own.map((path) => readFile(join(folder, path), 'utf8')));
  return Object.fromEntries(own.map((path, index) => [path, texts[index] ?? '']));
}
