/**
 * Puts the stand-in in the place of the vendor's host, for one page of Playwright. The page runs the unmodified package.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page, Route } from 'playwright-core';
import type { HostFault, ProcessFault } from './stand-in-fault.ts';
import { StandInHost } from './stand-in-host.ts';

export interface StandInOptions {
  readonly host?: HostFault;
  readonly processes?: readonly ProcessFault[];
}

export interface StandIn {
  readonly host: StandInHost;
  /** Addresses of the vendor that the page asked for. */
  readonly asked: readonly string[];
  /** Lets a slow host answer. */
  answer(): void;
  close(): Promise<void>;
}

const HEADERS = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

/**
 * @example
 * const standIn = await installStandIn(page, { host: 'dead-once' });
 * await page.goto(…);
 * await standIn.close();
 */
export async function installStandIn(page: Page, options: StandInOptions = {}): Promise<StandIn> {
  const host = new StandInHost(options.processes ?? []);
  const asked: string[] = [];
  const slow = Promise.withResolvers<void>();
  const headless = await headlessPage();
  await page.exposeBinding('standInCall', ({ frame }, operation: string, ...input: unknown[]) =>
    host.call(frame, operation, input),
  );
  page.on('framedetached', (frame) => void host.detached(frame));
  await page.route('https://stackblitz.com/**', async (route: Route) => {
    const { pathname, href } = new URL(route.request().url());
    asked.push(href);
    if (pathname !== '/headless' || options.host === 'blocked') return route.abort('blockedbyclient');
    // Never answered; the browser goes on waiting.
    if (options.host === 'dead' || (options.host === 'dead-once' && asked.length === 1)) return;
    if (options.host === 'slow') await slow.promise;
    return route.fulfill({ contentType: 'text/html; charset=utf-8', headers: HEADERS, body: headless });
  });
  return { host, asked, answer: () => slow.resolve(), close: () => host.close() };
}

async function headlessPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('headless-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  });
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><title>Stand-in for stackblitz.com/headless</title><script>${script}</script>`;
}
