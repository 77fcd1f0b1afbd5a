/**
 * Bundles the engine's thread for the terminal, with the same polyfills as the page, so that a run does not depend on
 * the host. Node only.
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleEngineParts } from './bundle-engine-parts.ts';
import { engineModules } from './engine-modules.ts';
import { unnameInnerFunctions } from './unname-inner-functions.ts';

/**
 * Writes the bundle under a name made of its content, and gives the address of its entry. What only a bench needs is a
 * part of its own, so that the thread of a process does not even read it.
 *
 * @param root The project's root folder.
 *
 * @example
 * const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
 */
export async function bundleEngineThread(root: string): Promise<URL> {
  const { outputFiles } = await build({
    absWorkingDir: resolve(root),
    entryPoints: ['src/runtimes/worker-threads/engine-thread.ts'],
    bundle: true,
    splitting: true,
    write: false,
    outdir: 'unused',
    outExtension: { '.js': '.mjs' },
    keepNames: true,
    minifySyntax: true,
    minifyWhitespace: true,
    format: 'esm',
    platform: 'node',
    // As in the page: what a package has as ES modules is bundled as such.
    mainFields: ['module', 'main'],
    target: 'node20',
    plugins: [engineModules()],
    logLevel: 'silent',
  });
  const files = outputFiles.map(({ path, text }) => ({ name: basename(path), text: unnameInnerFunctions(text) }));
  const parts = await bundleEngineParts();
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(text);
  for (const { content } of parts) hash.update(content);
  const cache = join(resolve(root), 'node_modules/.cache/ensemble');
  const folder = join(cache, `engine-thread-${hash.digest('hex').slice(0, 16)}`);
  const entry = pathToFileURL(join(folder, 'engine-thread.mjs'));
  if (existsSync(folder)) return entry;

  // Two commands may start at once: neither may see the other's half-written folder.
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  for (const { name, text } of files) await writeFile(join(draft, name), text);
  for (const { name, content } of parts) await writeFile(join(draft, name), content);
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
  return entry;
}
