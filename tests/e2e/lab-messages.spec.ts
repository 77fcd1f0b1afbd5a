/**
 * The message inspector on the page of a lab with a broker: queues, plot and fates after an order, at a moment of the timeline, and
 * during a run of checks.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const ORDER = `curl -i http://orders/orders --json '{ "email": "ada@example.org", "address": "12 Café Lane", "sku": "mug", "quantity": 1 }'`;
/** For the first two of the lab's checks. */
const RUN_LIMIT_MS = 90_000;
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

async function openLab(options: BrowserContextOptions = {}, lab = 'add-a-message-broker'): Promise<LabPage> {
  const { context } = await openLocalContext(browser, {
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  contexts.push(context);
  return openLabPage(await context.newPage(), inject('siteUrl'), lab);
}

async function picture({ page }: LabPage, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `messages-${name}.png`) });
}

/** The page with the solution in its files. */
async function openSolution(options: BrowserContextOptions = {}): Promise<LabPage> {
  const lab = await openLab(options);
  const { page } = lab;
  await lab.runChecks();
  await page.getByRole('button', { name: 'Compare with the solution' }).click();
  await page.getByRole('button', { name: 'Replace with the solution' }).click();
  await page.locator('.notice').filter({ hasText: 'replaced by the solution' }).waitFor();
  return lab;
}

test('shows what stands in the broker and what became of an order, and follows the timeline', async () => {
  const lab = await openSolution();
  const { page } = lab;
  expect(await lab.enter(ORDER)).toContain('201');
  expect(await lab.enter(ORDER)).toContain('201');
  await page.getByRole('tab', { name: 'Messages' }).click();

  const queues = page.locator('[data-part=queues]');
  const row = queues.getByRole('row', { name: /notifications\.order-placed/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/notifications\.order-placed\s+0\s+0\s+–\s+notifications\s+yes/);
  expect(await page.locator('[data-part=exchanges]').innerText()).toContain('order.placed');
  await page.locator('.depth-box canvas').first().waitFor();
  await page.locator('.depth-box').scrollIntoViewIfNeeded();
  expect(await page.locator('[data-part=depths]').innerText()).toMatch(/1 at [\d.]+ /);
  await picture(lab, 'light');

  const messages = page.locator('[data-part=messages]');
  await messages.locator('[data-message]').nth(1).click();
  const details = page.locator('.message-more');
  expect(await details.innerText()).toContain('delivered to notifications');
  expect(await details.innerText()).toContain('acknowledged: gone from the queue');
  expect(await details.innerText()).toContain('ada@example.org');
  await details.scrollIntoViewIfNeeded();
  await picture(lab, 'fate');
  const { violations } = await new AxeBuilder({ page }).include('.drawer').analyze();
  expect(violations).toEqual([]);

  await details.getByRole('button').first().click();
  expect(await page.locator('[data-part=messages-when]').innerText()).toContain('As it was at');
  await page.getByRole('button', { name: 'Show the end' }).click();
  expect(await page.locator('[data-part=messages-when]').innerText()).toContain('At the end');
});

test('searches, filters, and says when no message is like that', async () => {
  const lab = await openSolution();
  const { page } = lab;
  await lab.enter(ORDER);
  await page.getByRole('tab', { name: 'Messages' }).click();
  const status = page.locator('.messages-tools [role=status]');
  expect(await status.innerText()).toBe('1 message');

  await page.getByPlaceholder('Key, id, body, reader').fill('nobody@example.org');
  expect(await page.locator('.messages').innerText()).toContain('No message is like that.');
  await page.getByPlaceholder('Key, id, body, reader').fill('ada@');
  await page.getByLabel('Messages with this fate').selectOption('waiting');
  expect(await status.innerText()).toBe('0 messages, of 1');
});

test('fills while checks run, shows a check that has ended, and stays within a phone’s width in the dark', async () => {
  const lab = await openSolution({ colorScheme: 'dark' });
  const { page } = lab;
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Run checks' }).click();
  await page.getByText('The check that is running', { exact: true }).waitFor({ timeout: RUN_LIMIT_MS });
  await page.locator('.timeline-controls option[value=C2]').waitFor({ state: 'attached', timeout: RUN_LIMIT_MS });
  await picture(lab, 'running');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByLabel('Timeline of').selectOption('C2');
  await page.locator('.depth-box canvas').first().waitFor();
  expect(await page.locator('.depth').innerText()).toContain('notifications was down from');
  await picture(lab, 'dark');
  await page.locator('.depth-box').scrollIntoViewIfNeeded();
  await picture(lab, 'dark-plot');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.dock').getByRole('tab', { name: 'Instruments' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).include('.drawer').analyze();
  expect(violations).toEqual([]);
  await picture(lab, 'phone-plot');
  await page.locator('.messages').evaluate((box) => box.scrollTo(0, 0));
  await picture(lab, 'phone');
  await page.locator('[data-message]').first().click();
  await page.locator('.message-more').scrollIntoViewIfNeeded();
  await picture(lab, 'phone-list');
});

test('is not there in a lab without a broker', async () => {
  const { page } = await openLab({}, 'hello-payment');
  expect(await page.getByRole('tab', { name: 'Messages' }).count()).toBe(0);
});
