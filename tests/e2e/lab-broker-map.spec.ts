/**
 * The system map of the lab `add-a-message-broker`: what goes through a broker looks other than what is called.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const ORDER = `curl -i http://orders/orders --json '{ "email": "ada@example.org", "address": "12 Café Lane", "sku": "mug", "quantity": 1 }'`;
/** Where to put pictures of what a reader sees; none without it. */
const PICTURES = process.env['ENSEMBLE_PICTURES'];

let browser: Browser;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
});

async function openLab(): Promise<LabPage> {
  const { context } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 } });
  contexts.push(context);
  return openLabPage(await context.newPage(), inject('siteUrl'), 'add-a-message-broker');
}

const mapLabel = ({ page }: LabPage): Promise<string | null> =>
  page.locator('.map svg').first().getAttribute('aria-label');

async function picture({ page }: LabPage, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `broker-${name}.png`), fullPage: true });
}

test('the map shows calls in the starter, and connections to the broker with their messages in the solution', async () => {
  const lab = await openLab();
  const { page } = lab;
  await lab.enter(ORDER);
  expect(await mapLabel(lab)).toContain('broker (a broker)');
  expect(await mapLabel(lab)).toContain('orders to notifications: 1 call');
  expect(await page.locator('.map .broker').count()).toBe(2);
  expect(await page.locator('.map .connection').count()).toBe(0);
  await picture(lab, 'map-starter');

  await lab.runChecks();
  await page.getByRole('button', { name: 'Compare with the solution' }).click();
  await page.getByRole('button', { name: 'Replace with the solution' }).click();
  await page.locator('.notice').filter({ hasText: 'replaced by the solution' }).waitFor();
  await lab.enter(ORDER);
  await lab.enter('curl http://mailbox/ledger');

  expect(await mapLabel(lab)).toContain('orders connected to broker, open, 1 published to broker');
  for (const service of ['notifications', 'shipping', 'recommendations'])
    expect(await mapLabel(lab)).toContain(`${service} connected to broker, open, 1 delivered to ${service}`);
  // The session remembers the one call of the starter, and no other came.
  expect(await mapLabel(lab)).toContain('orders to notifications: 1 call');
  expect(await page.locator('.map .connection.is-open').count()).toBe(4);
  const rows = await page.getByRole('region', { name: 'Table of connections' }).locator('tbody tr').allInnerTexts();
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toContain('orders → broker:5672 open 1 published –');
  await picture(lab, 'map-solution');

  const slider = page.getByRole('slider', { name: 'Message that the map stands at' });
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await page.locator('.map .connection').count()).toBe(0);
  // At the end the map follows what happens next.
  await page.keyboard.press('End');

  await lab.enter('kill notifications');
  await page.locator('.map .connection.is-broken .cross').waitFor();
  expect(await mapLabel(lab)).toContain('notifications connected to broker, broken: notifications ended');
  const { violations } = await new AxeBuilder({ page }).include('.map').analyze();
  expect(violations).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(lab, 'map-broken-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'System' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(lab, 'map-phone-dark');
});
