/**
 * Reads a folder of programs as the files of a lab. Node only.
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CourseError } from '#course/course-error.ts';

const PROGRAM_FILE = /\.(ts|mts|js|mjs|json|yaml|py|txt|sql)$/;
const SKIPPED = new Set(['node_modules', 'expect.yaml', 'package.json', 'package-lock.json', 'tsconfig.json']);
const FILE_LIMIT = 200;
const SIZE_LIMIT_BYTES = 1_000_000;

/**
 * True for a path at which a file of a folder is read: of a program, in no hidden folder, and no configuration.
 *
 * @example
 * isProgramPath('orders/package.json') // false
 */
export const isProgramPath = (path: string): boolean =>
  PROGRAM_FILE.test(path) && path.split('/').every((name) => !isSkipped(name));

const isSkipped = (name: string): boolean => name.startsWith('.') || SKIPPED.has(name);

/**
 * Program files by path, with "/" between folders, sorted by path. Hidden files, `node_modules` and configuration are left out.
 *
 * @throws {CourseError} `LAB_FOLDER_MISSING` when there is no such folder, `LAB_FOLDER_EMPTY` when no program is in it,
 * `LAB_FOLDER_TOO_LARGE` when it can hardly be the folder that was meant.
 *
 * @example
 * await readSolutionFolder('labs/hello-payment/starter') // { 'payment-service/main.ts': '…', … }
 */
export async function readSolutionFolder(folder: string): Promise<Readonly<Record<string, string>>> {
  const info = await stat(folder).catch(() => undefined);
  if (!info?.isDirectory()) {
    throw new CourseError('LAB_FOLDER_MISSING', {
      message: `Cannot read "${folder}": ${info ? 'it is a file, not a folder' : 'there is no such folder'}`,
      hint: 'Give the folder that holds the services, such as "labs/hello-payment/starter".',
    });
  }
  const paths = await programPaths(folder);
  if (paths.length === 0) {
    throw new CourseError('LAB_FOLDER_EMPTY', {
      message: `Cannot judge "${folder}": no program is in it`,
      hint: 'Keep the paths of the starter, such as "payment-service/main.ts" inside the folder.',
    });
  }
  const files: Record<string, string> = {};
  let sizeBytes = 0;
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8');
    sizeBytes += text.length;
    if (paths.length > FILE_LIMIT || sizeBytes > SIZE_LIMIT_BYTES) throw tooLarge(folder);
    files[path] = text;
  }
  return files;
}

async function programPaths(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (inside: string): Promise<void> => {
    for (const entry of await readdir(inside, { withFileTypes: true })) {
      if (isSkipped(entry.name)) continue;
      const path = join(inside, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (PROGRAM_FILE.test(entry.name)) found.push(relative(folder, path).split(sep).join('/'));
      if (found.length > FILE_LIMIT) throw tooLarge(folder);
    }
  };
  await walk(folder);
  return found.sort();
}

function tooLarge(folder: string): CourseError {
  return new CourseError('LAB_FOLDER_TOO_LARGE', {
    message: `Cannot judge "${folder}": it holds more than ${FILE_LIMIT} program files or ${SIZE_LIMIT_BYTES} bytes`,
    hint: 'Give the folder of the services alone, such as "my-solution" with "my-solution/payment-service/main.ts" in it.',
  });
}
