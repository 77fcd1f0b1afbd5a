/**
 * Reads a lab from disk: its manifest, the learner's files, and the program that the engine takes. Node only; the
 * terminal and the site's build use it.
 * @module
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withDeclaredServices } from '#bench/judge/declared-services.ts';
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabManifest } from '#course/lab-manifest.ts';
import { bundleCheck, readWorldFiles } from './bundle-checks.ts';
import { bundlePackages } from './bundle-packages.ts';
import { findEngineParts, PART_SPECIFIERS } from './find-engine-parts.ts';
import { readManifest } from './read-manifest.ts';
import { readVariantFiles } from './read-variant-files.ts';

export interface LabOnDisk {
  readonly manifest: LabManifest;
  /** The files of `starter/`, as a learner first sees them. */
  readonly starter: LabFiles;
  /** Complete: with what it is laid over. */
  readonly solution: LabFiles;
  readonly program: LabProgram;
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
  assertStepsAgree(manifest);
  const [starter, solution, worldFiles, checks, packages] = await Promise.all([
    readVariantFiles(root, manifest, 'starter'),
    readVariantFiles(root, manifest, 'solution'),
    readWorldFiles(root, entriesOfWorld(root, manifest)),
    bundleChecks(root, manifest),
    bundlePackages(
      root,
      manifest.packages.filter((name) => !PART_SPECIFIERS.includes(name)),
    ),
  ]);
  const sources = [starter, solution, worldFiles].flatMap((files) => Object.values(files));
  const parts = findEngineParts(manifest.packages, sources);
  assertFilesAgree(manifest, starter);
  return {
    manifest,
    starter,
    solution,
    program: {
      ...servicesOf(manifest, starter),
      id: manifest.id,
      world: manifest.world.map(worldSpec),
      checks,
      worldFiles,
      packages,
      ...(parts.length > 0 && { parts }),
    },
  };
}

const programSpec = ({ name, entry, port, env }: LabManifest['services'][number]) => ({ name, entry, port, env });

const worldSpec = ({ role, reads, ...program }: LabManifest['world'][number]) => ({
  ...programSpec(program),
  ...(role === 'broker' && { role }),
  ...(reads.length > 0 && { reads }),
});

/** Either the manifest says which services there are, or the starter does. */
function servicesOf(manifest: LabManifest, starter: LabFiles): Pick<LabProgram, 'services' | 'declared'> {
  const { id, declared, services } = manifest;
  const at = { file: `labs/${id}/lab.yaml` };
  if ((declared === undefined) === (services.length === 0)) {
    throw new CourseError('LAB_INVALID', {
      message: `Cannot read lab "${id}": it should have "services" or "declared", and has ${declared ? 'both' : 'neither'}`,
      hint: 'List the services, or name the file in which learners declare them.',
      at,
    });
  }
  if (!declared) return { services: services.map(programSpec) };
  const world = manifest.world.map(worldSpec);
  const resolved = withDeclaredServices({ services: [], declared, world }, starter);
  if ('program' in resolved) return { services: resolved.program.services, declared };
  const { message, at: place } = resolved.problem;
  throw new CourseError('LAB_INVALID', {
    message: `Cannot read lab "${id}": ${place.file} of its starter cannot be used: ${message}`,
    hint: 'Correct the file.',
    at: { file: `labs/${id}/starter/${place.file}`, line: place.line, column: place.column },
  });
}

/** A step that names a check which is not there could never be done. */
function assertStepsAgree({ id, steps, checks }: LabManifest): void {
  const known = checks.map((check) => check.id);
  for (const [index, step] of steps.entries()) {
    const unknown = step.checks.find((name) => !known.some((own) => own === name.split('/')[0]));
    if (unknown === undefined) continue;
    throw new CourseError('LAB_INVALID', {
      message: `Cannot read lab "${id}": step ${index + 1}, "${step.title}", names the check "${unknown}", and there is none of that id`,
      hint: `Write one of ${known.map((own) => `"${own}"`).join(', ')}, with "/" and a part behind it where the check judges parts.`,
      at: { file: `labs/${id}/lab.yaml` },
    });
  }
}

/** Every file that the manifest names exists, and every file of the starter is named where learners add none. */
function assertFilesAgree(manifest: LabManifest, starter: LabFiles): void {
  const lab = manifest.id;
  const named = manifest.files.map(({ path }) => path);
  const missing = [...named, ...manifest.services.map(({ entry }) => entry)].find((path) => !(path in starter));
  if (missing !== undefined) throw missingFile(lab, `labs/${lab}/starter/${missing}`);
  if (manifest.declared) return;
  const unnamed = Object.keys(starter).find((path) => !named.some((known) => known === path));
  if (unnamed === undefined) return;
  throw new CourseError('LAB_INVALID', {
    message: `Cannot read lab "${lab}": labs/${lab}/starter/${unnamed} is not named under "files" in lab.yaml`,
    hint: 'Add it under "files" with what it is for, or remove it.',
    at: { file: `labs/${lab}/lab.yaml` },
  });
}

function entriesOfWorld(root: string, manifest: LabManifest): string[] {
  const entries = manifest.world.flatMap(({ entry, starts }) => [entry, ...starts]);
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
