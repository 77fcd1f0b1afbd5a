/**
 * A lab in a WebContainer on a host that sends none of the headers it needs: the helper that the reader may add, what it reaches,
 * and how it goes away again.
 */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { containerIsAlive, wide } from '../support/visit-container.ts';
import { installStandIn, type StandIn } from '../support/webcontainer-stand-in/install-stand-in.ts';

const PAGE = 'labs/hello-payment/webcontainer/index.html';
const ADD = 'Add the helper and load this page again';
const RUN = 'Run the checks in a WebContainer';

let browser: Browser;
let host: Server;
let hostUrl: string;
let context: BrowserContext;
let standIn: StandIn | undefined;

/** The built site, from a host on which nobody sets headers. */
async function serveBare(): Promise<Server> {
  const server = createServer((request, response) => {
    fetch(new URL(`.${request.url ?? '/'}`, inject('siteUrl')))
      .then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

beforeAll(async () => {
  browser = await openBrowser();
  host = await serveBare();
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  await standIn?.close();
  await context.close();
});
afterAll(async () => {
  await browser.close();
  host.closeAllConnections();
  host.close();
});

async function open(): Promise<Page> {
  ({ context } = await openLocalContext(browser, wide));
  const page = await context.newPage();
  standIn = await installStandIn(page);
  await page.goto(hostUrl + PAGE);
  await containerIsAlive(page);
  return page;
}

/** Adding and removing load the page again. */
const pressAndReload = async (page: Page, button: string): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button }).click()]);
  await containerIsAlive(page);
};

const isIsolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);
const workerCount = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test('nothing is added before the reader asks for it, and then the lab runs', async () => {
  const page = await open();
  const trouble = page.getByRole('alert');
  await trouble.getByRole('button', { name: ADD }).waitFor();
  expect([await isIsolated(page), await workerCount(page)]).toEqual([false, 0]);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await pressAndReload(page, ADD);
  expect(await isIsolated(page)).toBe(true);
  expect(await trouble.count()).toBe(0);
  await page.getByRole('combobox', { name: 'Run' }).selectOption({ index: 1 });
  await page.getByRole('button', { name: RUN }).click();
  await page.getByRole('timer').waitFor();
  await page.getByRole('button', { name: RUN }).waitFor();

  expect(await page.locator('.run-row [role=status]').innerText()).toMatch(/^0 of 1 held/);
});

test('it reaches its own folder alone, and is gone when it was removed', async () => {
  const page = await open();
  await page.getByRole('button', { name: ADD }).waitFor();
  await pressAndReload(page, ADD);
  const other = await context.newPage();

  for (const path of ['labs/hello-payment/index.html', 'labs/split-the-monolith/webcontainer/index.html']) {
    await other.goto(hostUrl + path);
    const seen = await other.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller]);
    expect(seen, path).toEqual([false, null]);
  }
  await pressAndReload(page, 'Remove the helper');

  expect([await isIsolated(page), await workerCount(page)]).toEqual([false, 0]);
  expect(await page.getByRole('button', { name: ADD }).isEnabled()).toBe(true);
});

test('says why when the helper cannot be started, and the lab page is still one press away', async () => {
  const page = await open();
  await context.route('**/isolation-worker.js', (route) => route.fulfill({ status: 404, body: '' }));

  await page.getByRole('button', { name: ADD }).click();
  const trouble = page.getByRole('alert').filter({ hasText: 'did not start' });
  await trouble.waitFor();

  expect(await trouble.innerText()).toContain('404');
  await trouble.getByRole('link', { name: 'run the checks in the page instead' }).click();
  await page.locator('.bench[data-alive]').waitFor();
});

test('says what to do when the page was loaded past the helper', async () => {
  const page = await open();
  await page.getByRole('button', { name: ADD }).waitFor();
  await pressAndReload(page, ADD);
  const session = await context.newCDPSession(page);
  await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
  await containerIsAlive(page);

  await pressAndReload(page, 'Load this page again');

  expect(await isIsolated(page)).toBe(true);
});
