/**
 * What a lesson page costs before anybody touches it: compressed bytes on the wire, scripts among them, origins.
 * @module
 */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listPages } from '../support/list-pages.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const PAGE_LIMIT_BYTES = 25_000;
const SCRIPT_LIMIT_BYTES = 10_000;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const lessons = listPages(inject('siteFolder')).filter((page) => /^lessons\/[^/]+\/[^/]+\/$/.test(page));

test('the site has at least six lesson pages', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(6);
});

test.each(lessons)('%s stays within its budget before interaction', async (page) => {
  const { context, foreignRequests } = await openLocalContext(browser);
  const tab = await context.newPage();
  const sizes: { path: string; bytes: number }[] = [];
  const reading: Promise<void>[] = [];
  tab.on('response', (response) => {
    reading.push(
      response.body().then((body) => {
        sizes.push({ path: new URL(response.url()).pathname, bytes: gzipSync(body, { level: 9 }).length });
      }),
    );
  });

  await tab.goto(new URL(page, inject('siteUrl')).href, { waitUntil: 'networkidle' });
  await Promise.all(reading);
  const scripts = sizes.filter(({ path }) => path.endsWith('.js'));
  const total = sizes.filter(({ path }) => !path.endsWith('.svg')).reduce((sum, { bytes }) => sum + bytes, 0);
  const scriptTotal = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  await context.close();

  expect(foreignRequests).toEqual([]);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(PAGE_LIMIT_BYTES);
  expect(scriptTotal, JSON.stringify(scripts)).toBeLessThanOrEqual(SCRIPT_LIMIT_BYTES);
  expect(sizes.filter(({ path }) => /monaco|editor\.worker|engine\//.test(path))).toEqual([]);
});
