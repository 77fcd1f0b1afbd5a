/**
 * axe, WCAG 2.2 A and AA, on every page: light, dark, and 320 px wide. Also: no sideways scrolling, no layout shift.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { listPages } from '../support/list-pages.ts';

const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const STATES: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }],
  ['320 px', { colorScheme: 'light', viewport: { width: 320, height: 640 } }],
];

/** Uncaught errors and error lines of the console, from now on. */
function collectErrors(tab: Page): readonly string[] {
  const errors: string[] = [];
  tab.on('pageerror', (error) => errors.push(error.message));
  tab.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** Sum of layout shifts so far, as the browser scored them. */
function layoutShift(tab: Page): Promise<number> {
  return tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) total += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
      }),
  );
}

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

// Pages wait for their network and for axe; three at a time use both cores.
describe.concurrent.each(STATES)('%s', (_name, options) => {
  test.each(listPages(inject('siteFolder')))(
    'page "%s" breaks no WCAG 2.2 AA rule and fits its width',
    async (page) => {
      const { context, foreignRequests } = await openLocalContext(browser, options);
      const tab = await context.newPage();
      const errors = collectErrors(tab);

      await tab.goto(new URL(page, inject('siteUrl')).href, { waitUntil: 'networkidle' });
      const { violations } = await new AxeBuilder({ page: tab }).withTags(WCAG_TAGS).analyze();
      const overflowPx = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const shift = await layoutShift(tab);
      await context.close();

      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
      ).toEqual([]);
      expect(overflowPx).toBeLessThanOrEqual(0);
      expect(shift).toBeLessThan(0.01);
      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
    },
  );
});
