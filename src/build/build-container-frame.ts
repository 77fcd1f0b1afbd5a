/**
 * Builds `engine/container.html`: the frame in which a WebContainer boots, with its script inline. It alone may hold a frame of
 * the vendor's; every other page of the course reaches its own origin only. Node only.
 * @module
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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
 * await writeFile('dist/engine/container.html', await buildContainerFrame());
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
  // Inside a script element only these can end or reopen it.
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(scriptHash)}">`,
    '<meta name="robots" content="noindex">',
    '<title>WebContainer of the lab</title>',
    '</head>',
    '<body>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
