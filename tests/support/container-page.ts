/**
 * A page in Chromium that is cross-origin isolated, with the container's frame as the site has it and the stand-in in the place
 * of the vendor's host. Nothing listens anywhere.
 * @module
 */
import type { Page } from 'playwright-core';
import { buildContainerFrame } from '#build/build-container-frame.ts';
import { readContainerFiles } from '#build/read-container-files.ts';
import { bundleScript } from './bundle-script.ts';
import { openBrowser, openLocalContext } from './browser.ts';
import { installStandIn, type StandIn, type StandInOptions } from './webcontainer-stand-in/install-stand-in.ts';

/** Nothing listens there: its addresses are answered by the browser's own routes. */
const PAGE_URL = 'http://127.0.0.1:9/container/';
const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export interface ContainerPage {
  readonly page: Page;
  readonly standIn: StandIn;
  close(): Promise<void>;
}

export interface ContainerPageOptions extends StandInOptions {
  /** Of everything that is served; the two of isolation when absent. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * @param script A module's source; `container.html` and `container-files.json` (of hello-payment) are beside the page.
 * @param folder Where the script's relative imports start.
 */
export async function openContainerPage(
  script: string,
  folder: string,
  options: ContainerPageOptions = {},
): Promise<ContainerPage> {
  const [frame, files, bundled, browser] = await Promise.all([
    buildContainerFrame(),
    readContainerFiles('.', 'hello-payment'),
    bundleScript(script, folder),
    openBrowser(),
  ]);
  const { context } = await openLocalContext(browser);
  const headers = options.headers ?? ISOLATION;
  const serve = (name: string, contentType: string, body: string) =>
    context.route(`${PAGE_URL}${name}`, (route) => route.fulfill({ contentType, body, headers }));
  const html = `<!doctype html><html lang="en"><title>Contract</title><body><script type="module">${bundled}</script>`;
  await serve('', 'text/html', html);
  await serve('container.html', 'text/html', frame);
  await serve('container-files.json', 'application/json', JSON.stringify(files));
  const page = await context.newPage();
  const standIn = await installStandIn(page, options);
  await page.goto(PAGE_URL, { waitUntil: 'load' });
  return {
    page,
    standIn,
    close: async () => {
      await standIn.close();
      await browser.close();
    },
  };
}
