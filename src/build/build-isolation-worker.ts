/**
 * Builds `isolation-worker.js`: the service worker beside the page of a lab in a WebContainer. Node only.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { bundlePageScript } from './bundle-page-script.ts';

const ENTRY = fileURLToPath(new URL('../workbench/container/isolation-worker.ts', import.meta.url));

/**
 * The text of the worker's only file, a classic script.
 *
 * @example
 * await writeFile('dist/labs/hello-payment/webcontainer/isolation-worker.js', await buildIsolationWorker());
 */
export const buildIsolationWorker = (): Promise<string> => bundlePageScript(ENTRY);
