/**
 * Reads a lab from disk: its manifest, the learner's files, and the program that the engine takes. Node only; the
 * terminal and the site's build use it.
 * @module
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import { CourseError } from '#course/course-error.ts';
import { type LabManifest, labManifestSchema } from '#course/lab-manifest.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { nearestName } from '#platform/nearest-name.ts';
import { bundleCheck, readWorldFiles } from './bundle-checks.ts';
import { bundlePackages } from './bundle-packages.ts';
import { filesMatching } from './files-matching.ts';
import { findEngineParts, PART_SPECIFIERS } from './find-engine-parts.ts';
import { readFolderFiles } from './read-folder-files.ts';

export interface LabOnDisk {
  readonly manifest: LabManifest;
  /** The files of `starter/`, as a learner first sees them. */
  readonly starter: LabFiles;
  /** The starter with the files of `solution/` in place of its own. */
  readonly solution: LabFiles;
  readonly program: LabProgram;
}

/**
 * Names of all labs, sorted.
 *
 * @example
 * await listLabs('.') // ['hello-payment']
 */
export async function listLabs(root: string): Promise<string[]> {
  return (await filesMatching(root, 'labs/*/lab.yaml')).map((file) => file.split('/')[1] ?? '');
}

/**
 * Reads one lab.
 *
 * @param projectRoot The project's root folder.
 * @throws {CourseError} `LAB_UNKNOWN`, `LAB_INVALID` or `LAB_FILE_MISSING`.
 *
 * @example
 * const { program, starter } = await readLab('.', 'hello-payment');
 */
export async function readLab(projectRoot: string, lab: string): Promise<LabOnDisk> {
  const root = resolve(projectRoot);
  const manifest = await readManifest(root, lab);
  const folder = join(root, 'labs', lab);
  const [starter, solutionFiles, worldFiles, checks, packages] = await Promise.all([
    readFolderFiles(join(folder, 'starter')),
    readFolderFiles(join(folder, 'solution')),
    readWorldFiles(root, entriesOfWorld(root, manifest)),
    bundleChecks(root, manifest),
    bundlePackages(
      root,
      manifest.packages.filter((name) => !PART_SPECIFIERS.includes(name)),
    ),
  ]);
  const sources = [starter, solutionFiles, worldFiles].flatMap((files) => Object.values(files));
  const parts = findEngineParts(manifest.packages, sources);
  assertFilesAgree(manifest, starter);
  const toProgram = ({ name, entry, port, env }: LabManifest['world'][number]) => ({ name, entry, port, env });
  return {
    manifest,
    starter,
    solution: { ...starter, ...solutionFiles },
    program: {
      id: manifest.id,
      services: manifest.services.map(toProgram),
      world: manifest.world.map(toProgram),
      checks,
      worldFiles,
      packages,
      ...(parts.length > 0 && { parts }),
    },
  };
}

async function readManifest(root: string, lab: string): Promise<LabManifest> {
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

/** Every file that the manifest names exists, and every file of the starter is named. */
function assertFilesAgree(manifest: LabManifest, starter: LabFiles): void {
  const lab = manifest.id;
  const named = manifest.files.map(({ path }) => path);
  const missing = [...named, ...manifest.services.map(({ entry }) => entry)].find((path) => !(path in starter));
  if (missing !== undefined) throw missingFile(lab, `labs/${lab}/starter/${missing}`);
  const unnamed = Object.keys(starter).find((path) => !named.some((known) => known === path));
  if (unnamed === undefined) return;
  throw new CourseError('LAB_INVALID', {
    message: `Cannot read lab "${lab}": labs/${lab}/starter/${unnamed} is not named under "files" in lab.yaml`,
    hint: 'Add it under "files" with what it is for, or remove it.',
    at: { file: `labs/${lab}/lab.yaml` },
  });
}

function entriesOfWorld(root: string, manifest: LabManifest): string[] {
  const entries = manifest.world.map(({ entry }) => entry);
  const missing = entries.find((entry) => !existsSync(join(root, 'labs', entry)));
  if (missing !== undefined) throw missingFile(manifest.id, `labs/${missing}`);
  return entries;
}

async function bundleChecks(root: string, manifest: LabManifest): Promise<LabProgram['checks']> {
  return Promise.all(
    manifest.checks.map(async ({ id, slug, title }) => {
      const file = `labs/${manifest.id}/checks/${slug}.check.ts`;
      if (!existsSync(join(root, file))) throw missingFile(manifest.id, file);
      return { id, slug, title, code: await bundleCheck(root, file) };
    }),
  );
}

function missingFile(lab: string, file: string): CourseError {
  return new CourseError('LAB_FILE_MISSING', {
    message: `Cannot read lab "${lab}": lab.yaml names ${file}, which does not exist`,
    hint: 'Create the file, or correct its name in lab.yaml.',
    at: { file: `labs/${lab}/lab.yaml` },
  });
}
