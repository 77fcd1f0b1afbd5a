/**
 * Reads a lab's manifest from disk. Node only.
 * @module
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CourseError } from '#course/course-error.ts';
import { type LabManifest, labManifestSchema } from '#course/lab-manifest.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { nearestName } from '#platform/nearest-name.ts';
import { filesMatching } from './files-matching.ts';

/**
 * Names of all labs, sorted.
 *
 * @example
 * await listLabs('.') // ['hello-payment']
 */
export async function listLabs(root: string): Promise<string[]> {
  return (await filesMatching(root, 'labs/*/lab.yaml')).map((file) => file.split('/')[1] ?? '');
}

/** @throws {CourseError} `LAB_UNKNOWN` or `LAB_INVALID`. */
export async function readManifest(root: string, lab: string): Promise<LabManifest> {
  const file = `labs/${lab}/lab.yaml`;
  if (!/^[a-z0-9-]+$/.test(lab) || !existsSync(join(root, file))) {
    const nearest = nearestName(lab, await listLabs(root));
    throw new CourseError('LAB_UNKNOWN', {
      message: `Cannot find lab "${lab}": ${file} does not exist`,
      hint: `Run "npm run lab -- list" to see every lab.${nearest === undefined ? '' : ` The nearest name is "${nearest}".`}`,
    });
  }
  const text = await readFile(join(root, file), 'utf8');
  const manifest = parseYamlDocument(text, labManifestSchema, { file, what: 'lab manifest', code: 'LAB_INVALID' });
  if (manifest.id !== lab) {
    throw new CourseError('LAB_INVALID', {
      message: `Cannot read lab "${lab}": its id is "${manifest.id}", but its folder is "${lab}"`,
      hint: 'Give the folder and the id the same name.',
      at: { file, line: 1 },
    });
  }
  return manifest;
}
