/**
 * Builds `container.html`: the frame in which a WebContainer boots, with its script inline. It alone may hold a frame of
 * the vendor's; every other page of the course reaches its own origin only. Node only.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { singleFilePage } from './single-file-page.ts';

const ENTRY = fileURLToPath(new URL('../runtimes/webcontainer/container-frame.ts', import.meta.url));
/** What the vendor names; older browsers have no WebContainer. */
const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

const policyFor = (scriptHash: string): string =>
  [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    'frame-src https://stackblitz.com',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

/**
 * The text of the frame's only file.
 *
 * @example
 * await writeFile('dist/labs/hello-payment/webcontainer/container.html', await buildContainerFrame());
 */
export async function buildContainerFrame(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    logLevel: 'silent',
  });
  return singleFilePage({ title: 'WebContainer of the lab', script: outputFiles[0]?.text ?? '', policyFor });
}
