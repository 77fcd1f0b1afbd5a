/**
 * Builds `engine/frame.html`: the sandbox frame with everything inline, so that it needs no other address and its content
 * security policy can forbid all of them. Node only.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { engineModules } from './engine-modules.ts';
import { singleFilePage } from './single-file-page.ts';
import { unnameInnerFunctions } from './unname-inner-functions.ts';

const RUNTIME = fileURLToPath(new URL('../runtimes/page-sandbox/', import.meta.url));
const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

/**
 * `unsafe-eval`: services are compiled to functions. `wasm-unsafe-eval`: SQLite, for labs that name `node:sqlite`. `blob:`: the engine's Workers. No address can be reached, because
 * there is no source for `connect-src`, and no host in `script-src` that `importScripts` could name.
 */
const policyFor = (scriptHash: string): string =>
  [
    "default-src 'none'",
    `script-src '${scriptHash}' blob: 'unsafe-eval' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "style-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

/**
 * The text of the frame's only file.
 *
 * @example
 * await writeFile('dist/engine/frame.html', await buildSandboxFrame());
 */
export async function buildSandboxFrame(): Promise<string> {
  const worker = await bundleClassic('engine-worker.ts', {});
  const frame = await bundleClassic('sandbox-frame.ts', { ENGINE_WORKER_SOURCE: JSON.stringify(worker) });
  return singleFilePage({ title: 'Engine of the lab', script: frame, policyFor });
}

async function bundleClassic(entry: string, define: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${RUNTIME}${entry}`],
    bundle: true,
    write: false,
    minify: true,
    // Names of functions and classes reach learners in stacks and `inspect` output.
    keepNames: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    plugins: [engineModules()],
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    logLevel: 'silent',
  });
  return unnameInnerFunctions(outputFiles[0]?.text ?? '');
}
