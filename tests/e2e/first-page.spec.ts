/**
 * The first page: the shop costs nothing until it is touched, runs then, and can be paused. Also: unknown addresses.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('the shop loads its script with the first press, kills a service and goes on accepting', async () => {
  const { context, foreignRequests } = await openLocalContext(browser);
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
  await page.goto(inject('siteUrl'), { waitUntil: 'networkidle' });
  expect(scripts.filter((path) => path.includes('shop-teaser-element'))).toEqual([]);

  const shop = page.locator('course-shop-teaser');
  await shop.getByRole('button', { name: 'Kill notifications' }).click();
  await shop.locator('[data-part=notifications].dead').first().waitFor();
  await page.waitForFunction(() => Number(document.querySelector('[data-waiting]')?.textContent) >= 20);

  expect(await shop.locator('[data-reading=refused]').textContent()).toBe('0');
  expect(await shop.locator('[data-reading=mailed]').textContent()).toBe('1,200');
  expect(scripts.some((path) => path.includes('shop-teaser-element'))).toBe(true);

  await shop.getByRole('button', { name: 'Pause' }).click();
  expect(await shop.getAttribute('data-running')).toBeNull();
  expect(foreignRequests).toEqual([]);
  await context.close();
});

test('nothing travels in the drawing when the reader prefers reduced motion', async () => {
  const { context } = await openLocalContext(browser, { reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(inject('siteUrl'));
  const shop = page.locator('course-shop-teaser');

  await shop.getByRole('button', { name: 'Run' }).click();
  await page.locator('course-shop-teaser[data-running]').waitFor();

  expect(await shop.locator('.landscape .dot').first().isVisible()).toBe(false);
  await context.close();
});

/** A host that shows 404.html for whatever it does not have, below a sub-path. */
async function serveWithNotFoundPage(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const file = (request.url ?? '').replace('/~prof/ms/', '');
    readFile(join(folder, file)).then(
      (body) => response.setHeader('content-type', 'image/svg+xml').end(body),
      async () => {
        response.writeHead(404, { 'content-type': 'text/html' }).end(await readFile(join(folder, '404.html')));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.each(['nope', 'lessons/a/b/c/', 'lessons/typo'])(
  'an unknown address "%s" leads back to the course, whatever its depth',
  async (path) => {
    const server = await serveWithNotFoundPage(inject('siteFolder'));
    const root = `http://127.0.0.1:${portOf(server)}/~prof/ms/`;
    const { context } = await openLocalContext(browser);
    const page = await context.newPage();

    await page.goto(new URL(path, root).href);
    await page.locator('[data-found]').waitFor();
    const links = await page.locator('a').evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    await context.close();
    server.close();

    expect(links).toEqual([`${root}index.html`, `${root}lessons/index.html`, `${root}labs/index.html`]);
  },
);
