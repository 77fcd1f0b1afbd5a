/**
 * The solutions that a lab is proven with: its starter, its solution, and every right and wrong one. Node only.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '#build/read-manifest.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';
import { type VariantExpectation, variantExpectationSchema } from '#course/variant-expectation.ts';

export type VariantKind = 'starter' | 'solution' | 'right' | 'wrong';

export interface LabVariant {
  /** The folder's name: `starter`, `strict-415`, `nothing-parsed`. */
  readonly name: string;
  readonly kind: VariantKind;
  /** Complete: with what its folder is laid over. */
  readonly files: Readonly<Record<string, string>>;
  /** For the starter and the wrong ones. */
  readonly expected?: VariantExpectation;
}

/**
 * @throws {CourseError} `LAB_UNKNOWN`, `LAB_INVALID`, `LAB_BASE_INVALID`, `LAB_FOLDER_MISSING` or `LAB_EXPECTATION_INVALID`.
 *
 * @example
 * (await readLabVariants('.', 'hello-payment')).map(({ name }) => name) // ['starter', 'solution', …]
 */
export async function readLabVariants(root: string, lab: string): Promise<readonly LabVariant[]> {
  const manifest = await readManifest(root, lab);
  const labFolder = join(root, 'labs', lab);
  const complete = (folder: string) => readVariantFiles(root, manifest, folder);
  const right = await folderNames(join(labFolder, 'right'));
  const wrong = await folderNames(join(labFolder, 'wrong'));
  return [
    {
      name: 'starter',
      kind: 'starter',
      files: await complete('starter'),
      expected: await readExpectation(join(labFolder, 'starter.expect.yaml')),
    },
    { name: 'solution', kind: 'solution', files: await complete('solution') },
    ...(await Promise.all(
      right.map(async (name) => ({ name, kind: 'right', files: await complete(join('right', name)) }) as const),
    )),
    ...(await Promise.all(
      wrong.map(async (name) => {
        const folder = join('wrong', name);
        const expected = await readExpectation(join(labFolder, folder, 'expect.yaml'));
        return { name, kind: 'wrong', files: await complete(folder), expected } as const;
      }),
    )),
  ];
}

async function folderNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function readExpectation(file: string): Promise<VariantExpectation> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return parseYamlDocument(text, variantExpectationSchema, {
    file,
    what: 'expectation of a wrong solution',
    code: 'LAB_EXPECTATION_INVALID',
  });
}
