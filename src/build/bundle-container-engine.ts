/**
 * Bundles the real engine into plain JavaScript for a WebContainer, where nothing is installed: the program that carries out
 * a request, and the observer that it loads into each service. Node only.
 * @module
 */
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { ContainerFiles } from '#runtimes/webcontainer/container-files.ts';

/**
 * @param root The project's root folder.
 *
 * @example
 * Object.keys(await bundleContainerEngine('.')) // ['engine/run-request.mjs', 'engine/observe-process.mjs']
 */
export async function bundleContainerEngine(root: string): Promise<ContainerFiles> {
  const { outputFiles } = await build({
    absWorkingDir: join(resolve(root), 'src'),
    entryPoints: {
      'engine/run-request': 'runtimes/webcontainer/inside/run-request.ts',
      'engine/observe-process': 'bench/real/observe-process.ts',
    },
    bundle: true,
    write: false,
    outdir: '/',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
    // What a package has as ES modules is bundled as such.
    mainFields: ['module', 'main'],
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(1), text]));
}
