/**
 * A hash of everything that a lab's proof depends on: the lab's programs, checks and expectations, programs that it
 * takes from elsewhere, and the kit. Node only.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { labSourceSchema, worldServiceSchema } from '#course/lab-manifest.ts';

/** Prose does not change a verdict; the proof is what the hash is kept in. */
const NOT_PROVEN = /(\.md|proof\.json)$/;
/** What a manifest says to readers, and where the lab may run; the same holds of these. */
const WORDS = ['number', 'title', 'lesson', 'minutes', 'summary', 'draft', 'engines', 'steps', 'hints', 'commands'];

const takenSchema = z.object({
  from: z.array(labSourceSchema).default([]),
  world: z.array(worldServiceSchema).default([]),
});

/**
 * @param labsFolder such as "labs".
 * @returns SHA-256 in hexadecimal over paths and contents, in the order of the paths.
 *
 * @example
 * await labFingerprint('labs', 'hello-payment') // '9f2c…'
 */
export async function labFingerprint(labsFolder: string, lab: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['_kit', ...(await foldersBehind(labsFolder, lab)), lab]) {
    for (const path of await provenFiles(join(labsFolder, folder))) {
      // The length keeps a path's end and a content's beginning apart.
      const text = provenPart(basename(path), await readFile(path, 'utf8'));
      hash.update(`${path.split(sep).join('/').slice(labsFolder.length)}\n${text.length}\n${text}\n`);
    }
  }
  return hash.digest('hex');
}

function provenPart(name: string, text: string): string {
  if (name !== 'lab.yaml') return text;
  const manifest = Object.entries(parse(text) as object);
  return JSON.stringify(manifest.filter(([key]) => !WORDS.includes(key)));
}

async function provenFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !NOT_PROVEN.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Folders beside the lab from which it, a variant or its world takes programs. */
async function foldersBehind(labsFolder: string, lab: string): Promise<readonly string[]> {
  const files = await provenFiles(join(labsFolder, lab));
  const naming = files.filter((path) => ['lab.yaml', 'base.yaml'].includes(basename(path)));
  const read = await Promise.all(naming.map(async (path) => parse(await readFile(path, 'utf8')) as unknown));
  const folders = read
    .map((found) => takenSchema.parse(found))
    .flatMap(({ from, world }) => [
      ...from.map(({ folder }) => folder),
      ...world.flatMap(({ entry, starts }) => [entry, ...starts]).map((program) => dirname(program)),
    ]);
  return [...new Set(folders)].filter((folder) => !isInside(folder, '_kit') && !isInside(folder, lab)).sort();
}

const isInside = (folder: string, outer: string): boolean => `${folder}/`.startsWith(`${outer}/`);
