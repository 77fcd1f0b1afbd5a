/**
 * The process side of the engine as one file, bundled as the page gets it, so that tests run what learners run.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { engineModules } from '../../../src/build/engine-modules.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @returns Path of an ES module with the exports of `entry`. */
export const bundleEngine = async (entry: string, name: string): Promise<string> => {
  const folder = `${root}node_modules/.cache/ensemble/tests`;
  await mkdir(folder, { recursive: true });
  const outfile = `${folder}/${name}-${process.pid}.mjs`;
  await build({
    entryPoints: [`${root}${entry}`],
    outfile,
    bundle: true,
    keepNames: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:worker_threads'],
    plugins: [engineModules()],
  });
  return outfile;
};
