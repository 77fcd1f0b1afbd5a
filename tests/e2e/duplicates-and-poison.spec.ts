/**
 * The lab `duplicates-and-poison` on its page: a copy of an event is sent with `curl`, and what comes of it is read in three ledgers.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const PLACED = {
  id: 'e-7-1',
  schema: 1,
  type: 'order.placed',
  orderId: 7,
  version: 1,
  occurredAt: '2026-05-04T10:00:00.000Z',
  email: 'ada@example.org',
  sku: 'mug',
  quantity: 1,
  totalCents: 1290,
};
const SAY_IT = `curl http://publisher/events --json '${JSON.stringify({ key: 'order.placed', event: PLACED })}'`;
/** Two runs of the checks, one of them whole. */
const LIMIT_MS = 240_000;
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

async function openLab(options: BrowserContextOptions = {}): Promise<LabPage> {
  const { context } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 }, ...options });
  contexts.push(context);
  return openLabPage(await context.newPage(), inject('siteUrl'), 'duplicates-and-poison');
}

async function picture({ page }: LabPage, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `duplicates-${name}.png`), fullPage: true });
}

/** @returns How many mails the mailbox has sent, and how many mugs are left, after the event was said twice. */
async function sayTwice(lab: LabPage): Promise<{ readonly mailCount: number; readonly stock: string }> {
  for (let copy = 1; copy <= 2; copy += 1) expect(await lab.enter(SAY_IT)).toContain('"published":1');
  const mails = await lab.enter('curl http://mailbox/ledger');
  const stock = await lab.enter('curl http://stock/stock');
  return { mailCount: mails.split('"reference"').length - 1, stock };
}

test('the starter sends a mail for each copy of an event, and takes the pieces each time', async () => {
  const lab = await openLab();
  const { mailCount, stock } = await sayTwice(lab);
  expect(mailCount).toBe(2);
  expect(stock).toContain('"available":99998');
  await lab.runChecks();
  expect(await lab.report.innerText()).toMatch(/two mails|2 mails|twice/);
  await picture(lab, 'starter');
});

test(
  'the solution sends one mail for two copies, sets poison aside with its reason, and all checks hold',
  async () => {
    const { manifest } = await readLab(process.cwd(), 'duplicates-and-poison');
    const lab = await openLab();
    const { page } = lab;
    await lab.runChecks();
    await page.getByRole('button', { name: 'Compare with the solution' }).click();
    await page.getByRole('button', { name: 'Replace with the solution' }).click();
    await page.locator('.notice').filter({ hasText: 'replaced by the solution' }).waitFor();

    const { mailCount, stock } = await sayTwice(lab);
    expect(mailCount).toBe(1);
    expect(stock).toContain('"available":99999');
    await lab.enter(`curl http://publisher/events --json '{ "key": "order.placed", "text": "{ cut off" }'`);
    const letters = await lab.enter('curl http://publisher/letters/notifications.dead');
    expect(letters).toContain('{ cut off');
    expect(letters).toContain('"reason":"is no JSON');
    expect(await lab.enter(`curl http://notifications/replay --json '{}'`)).toContain('"replayed":1');

    await lab.runChecks();
    await picture(lab, 'solution');
    expect(await page.locator('.checks .is-pass').count()).toBe(manifest.checks.length);
  },
  LIMIT_MS,
);

test('the status does not go back once its one statement is repaired in the editor', async () => {
  const { solution } = await readLab(process.cwd(), 'duplicates-and-poison');
  const lab = await openLab();
  const say = (version: number, type: string) => {
    const event = {
      id: `e-7-${version}`,
      schema: 1,
      type,
      orderId: 7,
      version,
      occurredAt: '2026-05-04T10:00:00.000Z',
    };
    return lab.enter(`curl http://publisher/events --json '${JSON.stringify({ key: type, event })}'`);
  };
  await say(3, 'order.shipped');
  await say(2, 'order.paid');
  expect(await lab.enter('curl http://tracking/orders/7')).toContain('"status":"paid"');
  await lab.write('tracking/order-status.ts', String(solution['tracking/order-status.ts']));
  await say(3, 'order.shipped');
  await say(2, 'order.paid');
  expect(await lab.enter('curl http://tracking/orders/7')).toContain('"status":"shipped"');
  await picture(lab, 'status');
});

test('the page is accessible and stays within a phone’s width in the dark', async () => {
  const lab = await openLab({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { violations } = await new AxeBuilder({ page: lab.page }).analyze();
  expect(violations).toEqual([]);
  expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(lab, 'phone');
});
