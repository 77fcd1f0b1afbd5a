/**
 * A page in Chromium with the sandbox frame as the site has it, and nothing that listens anywhere.
 * @module
 */
import type { Page } from 'playwright-core';
import { bundleEngineParts } from '#build/bundle-engine-parts.ts';
import { buildSandboxFrame } from '#build/build-sandbox-frame.ts';
import { bundleScript } from './bundle-script.ts';
import { openBrowser, openLocalContext } from './browser.ts';

/** Nothing listens there: its addresses are answered by the browser's own routes. */
const PAGE_URL = 'http://127.0.0.1:9/contract/';

export interface FramePage {
  readonly page: Page;
  /** Names of the files that the page asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * @param script A module's source; the frame is `frame.html` beside the page.
 * @param folder Where the script's relative imports start.
 */
export async function openFramePage(script: string, folder: string): Promise<FramePage> {
  const [frame, bundled, parts, browser] = await Promise.all([
    buildSandboxFrame(),
    bundleScript(script, folder),
    bundleEngineParts(),
    openBrowser(),
  ]);
  const { context } = await openLocalContext(browser);
  const asked: string[] = [];
  const serve = (name: string, contentType: string, body: string | Buffer) =>
    context.route(`${PAGE_URL}${name}`, (route) => {
      asked.push(name);
      return route.fulfill({ contentType, body });
    });
  const html = `<!doctype html><html lang="en"><title>Contract</title><body><script type="module">${bundled}</script>`;
  await serve('', 'text/html', html);
  await serve('frame.html', 'text/html', frame);
  for (const { name, content } of parts)
    await serve(name, name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript', Buffer.from(content));
  const page = await context.newPage();
  await page.goto(PAGE_URL, { waitUntil: 'load' });
  return { page, asked, close: () => browser.close() };
}
