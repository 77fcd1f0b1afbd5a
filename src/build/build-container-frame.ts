/**
 * Builds `container.html`: the frame in which a WebContainer boots, with its script inline. It alone may hold a frame of
 * the vendor's; every other page of the course reaches its own origin only. Node only.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { bundlePageScript } from './bundle-page-script.ts';
import { singleFilePage } from './single-file-page.ts';

const ENTRY = fileURLToPath(new URL('../runtimes/webcontainer/container-frame.ts', import.meta.url));

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
  return singleFilePage({ title: 'WebContainer of the lab', script: await bundlePageScript(ENTRY), policyFor });
}
