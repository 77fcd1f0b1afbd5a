/**
 * Builds `isolation-worker.js`: the service worker beside the page of a lab in a WebContainer. Node only.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../workbench/container/isolation-worker.ts', import.meta.url));

/**
 * The text of the worker's only file, a classic script.
 *
 * @example
 * await writeFile('dist/labs/hello-payment/webcontainer/isolation-worker.js', await buildIsolationWorker());
 */
export async function buildIsolationWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
