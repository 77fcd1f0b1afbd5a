/**
 * Makes what the engine loads out of a lab's checks and world services. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles one check with the kit files it imports, as CommonJS text without imports.
 *
 * @param file Path of the check from the project's root.
 */
export async function bundleCheck(root: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: resolve(root),
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * A world service's files as written, its entry and what that imports inside `labs/`, by path relative to `labs/`.
 *
 * @param entries Paths relative to `labs/`, such as "_kit/world/bank.ts".
 */
export async function readWorldFiles(root: string, entries: readonly string[]): Promise<Record<string, string>> {
  if (entries.length === 0) return {};
  const labs = resolve(root, 'labs');
  const { metafile } = await build({
    absWorkingDir: labs,
    entryPoints: [...entries],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unused',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  const paths = Object.keys(metafile.inputs).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(labs, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
}
