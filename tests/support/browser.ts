/**
 * A headless Chromium for tests and benchmarks, with every request to another host than loopback refused and recorded.
 * @module
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import { findChromium } from '#platform/find-chromium.ts';

/** Starts Chromium. Close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium(chromium.executablePath());
  if (executablePath === undefined) {
    throw new Error(
      'Cannot start a browser test: no Chromium was found. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH',
    );
  }
  return chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
}

export interface LocalContext {
  readonly context: BrowserContext;
  /** Addresses outside loopback that a page asked for. Always expected to be empty. */
  readonly foreignRequests: readonly string[];
}

/** A fresh profile (storage, cookies) that can reach loopback only. */
export async function openLocalContext(browser: Browser, options: BrowserContextOptions = {}): Promise<LocalContext> {
  const context = await browser.newContext(options);
  const foreignRequests: string[] = [];
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1',
    async (route) => {
      foreignRequests.push(route.request().url());
      await route.abort();
    },
  );
  return { context, foreignRequests };
}
