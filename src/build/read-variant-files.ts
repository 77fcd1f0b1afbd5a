/**
 * Reads the programs that a lab ships: starter, solution, right and wrong ones, each with what it is laid over. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabFiles } from '#bench/judge/lab-program.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabManifest } from '#course/lab-manifest.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { type VariantBase, variantBaseSchema } from '#course/variant-base.ts';
import { readFolderFiles } from './read-folder-files.ts';

const BASE = 'base.yaml';

/**
 * The files of a variant: what its `base.yaml` lays it over, without what that takes away, and its own on top.
 *
 * @param variant Its folder in the lab's, such as "starter", "solution" or "wrong/price-at-display".
 * @throws {CourseError} `LAB_BASE_INVALID`, `LAB_FOLDER_MISSING`.
 *
 * @example
 * await readVariantFiles('.', manifest, 'solution') // { 'services.json': '…', 'shop/main.ts': '…' }
 */
export async function readVariantFiles(
  root: string,
  manifest: { readonly id: string; readonly from: LabManifest['from'] },
  variant: string,
): Promise<LabFiles> {
  const own = await readFolderFiles(join(root, 'labs', manifest.id, variant));
  if (variant === 'starter') return { ...(await readSources(root, manifest.id, manifest.from)), ...own };
  const { on, from, without } = await readBase(root, manifest.id, variant);
  const base = on === 'nothing' ? {} : await readVariantFiles(root, manifest, on);
  const isNamed = (path: string, other: string) =>
    other.endsWith('/**') ? path.startsWith(other.slice(0, -2)) : path === other;
  const isLeftOut = (path: string) => without.some((other) => isNamed(path, other));
  const unused = without.find((other) => !Object.keys(base).some((path) => isNamed(path, other)));
  if (unused !== undefined) throw invalidBase(manifest.id, variant, `"without" names "${unused}", which "${on}" lacks`);
  const kept = Object.entries(base).filter(([path]) => !isLeftOut(path));
  return { ...Object.fromEntries(kept), ...(await readSources(root, manifest.id, from)), ...own };
}

async function readBase(root: string, lab: string, variant: string): Promise<VariantBase> {
  const file = `labs/${lab}/${variant}/${BASE}`;
  const text = await readFile(join(root, file), 'utf8').catch(() => '{}');
  const base = parseYamlDocument(text, variantBaseSchema, {
    file,
    what: 'base of a variant',
    code: 'LAB_BASE_INVALID',
  });
  if (base.on === variant) throw invalidBase(lab, variant, 'it is laid over itself');
  return base;
}

async function readSources(root: string, lab: string, from: LabManifest['from']): Promise<LabFiles> {
  const parts = await Promise.all(
    from.map(async ({ folder, as, files: wanted }) => {
      const files = await readFolderFiles(join(root, 'labs', folder));
      const paths = wanted ?? Object.keys(files);
      const missing = paths.find((path) => !(path in files));
      if (paths.length > 0 && missing === undefined)
        return paths.map((path) => [as === '' ? path : `${as}/${path}`, files[path] ?? ''] as const);
      throw new CourseError('LAB_FOLDER_MISSING', {
        message: `Cannot read lab "${lab}": it takes ${missing ?? 'programs'} from labs/${folder}, and there is no such program`,
        hint: 'Correct "from" in lab.yaml or base.yaml.',
      });
    }),
  );
  return Object.fromEntries(parts.flat());
}

function invalidBase(lab: string, variant: string, what: string): CourseError {
  return new CourseError('LAB_BASE_INVALID', {
    message: `Cannot read "${variant}" of lab "${lab}": ${what}`,
    hint: 'Correct its base.yaml.',
    at: { file: `labs/${lab}/${variant}/${BASE}`, line: 1 },
  });
}
