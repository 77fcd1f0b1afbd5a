/**
 * A page with the engine in it and nothing else: the built site's frame, and the page runtime bundled by itself.
 * @module
 */
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';

declare global {
  /** Put there by the page's script. */
  var openEngine: () => Promise<LabRuntime>;
}

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  globalThis.openEngine = () => openPageRuntime({ frameUrl: '../engine/frame.html' });
`;

/**
 * Opens the page inside the site, so that the frame has the site's own address.
 *
 * @param more A module's source that the page runs as well; its imports start at the project's folder.
 */
export async function openEnginePage(context: BrowserContext, siteUrl: string, more = ''): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT + more, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
  });
  const html = `<!doctype html><html lang="en"><title>Engine</title><script type="module">${outputFiles[0]?.text}</script>`;
  await context.route(`${siteUrl}engine-test/`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  const page = await context.newPage();
  await page.goto(`${siteUrl}engine-test/`);
  await page.waitForFunction(() => 'openEngine' in globalThis);
  return page;
}
