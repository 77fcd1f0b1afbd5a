/**
 * Bundles a program of the WebContainer page into one classic script, for the browsers that the vendor names. Node only.
 * @module
 */
import { build } from 'esbuild';

/** Older browsers have no WebContainer. */
const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

/**
 * @param entry The path of its first module.
 *
 * @example
 * await bundlePageScript('src/workbench/container/isolation-worker.ts') // '"use strict";(()=>{…})();'
 */
export async function bundlePageScript(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
