/**
 * The system map and the list of requests on a lab page: what they say is what happened, at every moment of it.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const pay = `curl http://payment-service/api/payments --json '{ "orderId": "7", "amount": 100 }'`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function inLab(use: (lab: LabPage) => Promise<void>, options = wide, lab = 'hello-payment'): Promise<void> {
  const { context, foreignRequests } = await openLocalContext(browser, options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await use(await openLabPage(page, inject('siteUrl'), lab));
  await context.close();
  expect([...errors, ...foreignRequests]).toEqual([]);
}

const rulesBroken = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
};

const step = (page: Page) => page.locator('[data-part="map-step"]');
const slider = (page: Page) => page.getByRole('slider', { name: 'Message that the map stands at' });
const numbers = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.map-numbers tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
const mapLabel = (page: Page) => page.locator('.map svg').getAttribute('aria-label');

describe('the system map', () => {
  test('counts what was called, with errors and answer times, as drawing and as table', () =>
    inLab(async ({ page, enter }) => {
      await enter(pay);
      await enter('curl http://bank/ledger');

      const rows = await numbers(page);
      expect(rows).toHaveLength(3);
      expect(rows[0]).toMatch(/^client → payment-service 1 – – \d+(\.\d)? ms$/);
      expect(rows[1]).toMatch(/^payment-service → bank 1 – – \d+(\.\d)? ms$/);
      expect(await mapLabel(page)).toContain('client to bank: 1 call');
      expect(await page.locator('.map .wire-tip').count()).toBe(3);
    }));

  test('walks through the messages with the arrow keys and comes back to the end', () =>
    inLab(async ({ page, enter }) => {
      await enter(pay);
      await slider(page).focus();
      await page.keyboard.press('Home');
      expect(await step(page).innerText()).toBe('Before the first message');
      expect(await mapLabel(page)).toContain('payment-service: not started');

      await page.keyboard.press('End');
      expect(await step(page).innerText()).toMatch(/^All of it/);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      expect(await step(page).innerText()).toMatch(/r-1: payment-service → client 201/);
      for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowLeft');

      expect(await step(page).innerText()).toMatch(/r-1: client → payment-service POST/);
      expect(await numbers(page)).toEqual(['client → payment-service 1 – 1 waiting –']);
      expect(await page.locator('.map .flight-tip').count()).toBe(1);

      await page.keyboard.press('Escape');
      expect(await step(page).innerText()).toMatch(/^All of it/);
    }));

  test('shows a killed service and the call that broke, by shape and words', () =>
    inLab(async ({ page, enter }) => {
      await enter(pay);
      await page.getByRole('button', { name: 'Kill payment-service' }).click();
      await page.locator('.map .is-killed').waitFor();
      await enter(pay);

      expect(await page.locator('.map .is-killed .cross').count()).toBe(1);
      expect(await page.locator('.map .is-killed').innerHTML()).toContain('killed');
      expect(await page.locator('.map .way.is-broken .cross').count()).toBe(1);
      expect(await mapLabel(page)).toContain('client to payment-service: 2 calls, 1 broken');
      expect((await numbers(page))[0]).toMatch(/^client → payment-service 2 – 1 refused /);
    }));

  test('stands where the timeline is read, and the timeline where the map steps', () =>
    inLab(async ({ page, runChecks }) => {
      await runChecks();
      await page.locator('.twin li button', { hasText: 'payment-service → bank' }).first().click();
      expect(await step(page).innerText()).toMatch(/payment-service → bank POST \/charges/);
      expect(await page.locator('.timeline .now').count()).toBe(1);

      await page.getByRole('button', { name: 'Next message' }).click();
      expect(await step(page).innerText()).toMatch(/bank → payment-service \d+/);
      expect(await page.locator('.twin button[aria-current]').innerText()).toMatch(/bank → payment-service/);

      await page.getByLabel(/^Only r-1/).check();
      await page.getByRole('button', { name: 'Show all of it' }).click();
      expect(await step(page).innerText()).toBe('All of it: 4 steps');
    }));

  test.each([
    ['wide and light', { ...wide, colorScheme: 'light' }],
    ['wide and dark', { ...wide, colorScheme: 'dark' }],
    ['on a phone', phone],
  ] as const)('breaks no WCAG 2.2 AA rule at a step of a run, %s', (_name, options) =>
    inLab(async ({ page, runChecks }) => {
      await runChecks();
      await page.locator('.bench').evaluate((bench) => bench.scrollTo(0, 0));
      await page.getByRole('tab', { name: 'System' }).or(page.locator('.map h2')).filter({ visible: true }).click();
      await slider(page).focus();
      await page.keyboard.press('ArrowLeft');

      expect(await step(page).innerText()).not.toMatch(/^All of it/);
      expect(await rulesBroken(page)).toEqual([]);
    }, options),
  );
});

describe('the list of requests', () => {
  const open = ({ page }: LabPage) => page.getByRole('tab', { name: 'Requests' }).click();
  const rows = (page: Page) => page.locator('.requests tbody th button');

  test('lists the session’s requests, marks one everywhere and puts it into the terminal again', () =>
    inLab(async (lab) => {
      const { page, enter } = lab;
      await enter(pay);
      await enter('curl -X DELETE http://payment-service/nowhere');
      await open(lab);
      expect(await rows(page).allInnerTexts()).toEqual([
        expect.stringMatching(/^r-1\s+POST\s+payment-service\/api\/payments$/),
        expect.stringMatching(/^r-2\s+DELETE\s+payment-service\/nowhere$/),
      ]);

      await rows(page).first().press('Enter');
      expect(await page.locator('.requests mark').innerText()).toBe('r-1');
      expect(await page.locator('.map .marker').count()).toBeGreaterThan(0);
      expect(await page.locator('.request-more').innerText()).toContain('"orderId": "7"');

      await page.getByRole('button', { name: 'Send again' }).click();
      expect(await page.getByRole('textbox', { name: 'Terminal input' }).inputValue()).toBe(pay);
    }));

  test('finds requests of a check by words and outcome, by keyboard alone', () =>
    inLab(async (lab) => {
      const { page, runChecks } = lab;
      await runChecks();
      await open(lab);
      await page.getByRole('searchbox', { name: 'Requests with these words' }).fill('post payments');
      expect(await page.locator('.requests [role="status"]').innerText()).toMatch(/^\d+ of \d+$/);

      await page.getByRole('combobox', { name: 'Requests with this outcome' }).selectOption('none');
      expect(await page.locator('.requests').innerText()).toContain('No request is like that.');

      await page.getByRole('combobox', { name: 'Requests with this outcome' }).selectOption('2xx');
      await rows(page).first().focus();
      await page.keyboard.press('Enter');
      expect(await page.getByRole('button', { name: 'Copy as curl' }).count()).toBe(1);
      expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
      expect(await rulesBroken(page)).toEqual([]);
    }));

  test('fits a phone: nothing but its own box scrolls sideways', () =>
    inLab(async (lab) => {
      const { page, runChecks } = lab;
      await runChecks();
      await page.getByRole('tab', { name: 'Instruments' }).click();
      await open(lab);
      await rows(page).first().click();

      const tooWidePx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWidePx).toBeLessThanOrEqual(0);
      expect(await rulesBroken(page)).toEqual([]);
    }, phone));
});
