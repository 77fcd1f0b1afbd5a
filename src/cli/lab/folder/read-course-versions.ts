/**
 * The exact versions of the course's packages, which a lab's folder asks for too. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const packages = z.record(z.string(), z.string());
const schema = z.object({ dependencies: packages, devDependencies: packages });

/** @returns version by name of package, as the course's `package.json` has them. */
export async function readCourseVersions(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  const { dependencies, devDependencies } = schema.parse(JSON.parse(text));
  return { ...devDependencies, ...dependencies };
}
