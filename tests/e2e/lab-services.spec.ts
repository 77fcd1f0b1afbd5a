/**
 * The lab page with several services that keep data: start, stop and restart, logs side by side, a look at the databases.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { WorkbenchData, WorkbenchProgram } from '#workbench/state/workbench-data.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { KEPT_DATA_FILES, KEPT_DATA_LAB } from '../support/kept-data-lab.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** The built lab page with the data of another lab: what a build of that lab would have written into it. */
function asKeptData(html: string, names: readonly string[]): string {
  const [whole = '', before = '', json = '{}'] =
    /(<script type="application\/json" id="workbench-data">)(.*?)<\/script>/s.exec(html) ?? [];
  const data: WorkbenchData = {
    ...(JSON.parse(json) as WorkbenchData),
    files: Object.entries(KEPT_DATA_FILES).map(([path, starter]) => ({ path, starter, isEditable: true, about: '' })),
    services: names,
    world: [],
    hasDatabases: true,
  };
  return html.replace(whole, () => `${before}${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
}

/** @param names Of the services; those that the lab does not have run the program of `notes`. */
async function inKeptData(
  use: (lab: LabPage) => Promise<void>,
  options: BrowserContextOptions = wide,
  names: readonly string[] = ['orders', 'notes'],
): Promise<void> {
  const { context, foreignRequests } = await openLocalContext(browser, options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('**/hello-payment/index.html', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: asKeptData(await answer.text(), names) });
  });
  await page.route('**/program.json', (route) => {
    const services = names.map((name) => {
      const entry = `${name}/main.ts` in KEPT_DATA_FILES ? `${name}/main.ts` : 'notes/main.ts';
      return { name, entry, port: 80, env: {} };
    });
    return route.fulfill({ json: { program: { ...KEPT_DATA_LAB, services }, hints: {} } satisfies WorkbenchProgram });
  });
  await use(await openLabPage(page, inject('siteUrl')));
  await context.close();
  expect([...errors, ...foreignRequests]).toEqual([]);
}

const rulesBroken = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
};

/** Nothing but boxes that scroll by themselves is wider than the screen. */
const overflowPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const shoot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['ENSEMBLE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

const row = (page: Page, service: string) =>
  page.getByRole('list', { name: 'Services' }).locator('li', { hasText: service });
const startServices = async (page: Page): Promise<void> => {
  await page.locator('.services').getByRole('button', { name: 'Start the services' }).click();
  await row(page, 'orders').getByText('http://orders').waitFor();
};

describe('service buttons', () => {
  test('stop, start, restart and kill a service, by keyboard as well', () =>
    inKeptData(async ({ page }) => {
      await startServices(page);
      const orders = row(page, 'orders');

      await page.getByRole('button', { name: 'Stop orders' }).click();
      await orders.getByText('ended: exit 0').waitFor();
      expect(await row(page, 'notes').innerText()).toContain('running');

      await page.getByRole('button', { name: 'Start orders' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Kill orders' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Kill orders');
      await page.keyboard.press('Enter');
      await orders.getByText('ended: SIGKILL').waitFor();

      await page.getByRole('button', { name: 'Start all' }).click();
      await page.getByRole('button', { name: 'Restart orders' }).click();
      await page.getByRole('tab', { name: 'Logs' }).click();
      await page.getByText('orders is open').nth(2).waitFor();
      await page.getByRole('button', { name: 'Stop all' }).click();
      await row(page, 'notes').getByText('ended: SIGKILL').waitFor();
      expect(await page.getByRole('button', { name: 'Stop all' }).isDisabled()).toBe(true);
      expect(await rulesBroken(page)).toEqual([]);
    }));

  test('of twelve services show one button each until asked for the others', () =>
    inKeptData(
      async ({ page }) => {
        await startServices(page);
        await row(page, 'service-9').getByText('http://').waitFor();
        expect(await page.getByRole('toolbar').count()).toBe(12);
        expect(await page.getByRole('toolbar').getByRole('button').count()).toBe(24);

        await page.getByRole('button', { name: 'More buttons for orders' }).click();
        await shoot(page, 'twelve');
        await page.getByRole('button', { name: 'Kill orders' }).click();
        await row(page, 'orders').getByText('ended: SIGKILL').waitFor();
        expect(await rulesBroken(page)).toEqual([]);
      },
      wide,
      ['orders', 'notes', ...Array.from({ length: 10 }, (_, index) => `service-${index}`)],
    ));
});

describe('logs', () => {
  test('stand side by side, are filtered by service and by text, and keep the choice', () =>
    inKeptData(async ({ page }) => {
      await startServices(page);
      await page.getByRole('button', { name: 'Stop notes' }).click();
      await row(page, 'notes').getByText('ended').waitFor();
      await page.getByRole('tab', { name: 'Logs' }).click();
      expect(await page.locator('.log-row').count()).toBe(2);
      expect(await page.locator('.log-row.is-error').innerText()).toContain('not now');
      expect(await page.locator('.log-row').first().innerText()).toMatch(/info\s+orders is open\s+rows=0/);

      await page.getByRole('checkbox', { name: 'As printed' }).click();
      expect(await page.locator('.log-row').first().innerText()).toContain('{"level":"info"');
      await page.getByRole('checkbox', { name: 'As printed' }).click();
      await page.getByRole('button', { name: 'Side by side' }).click();
      expect(await page.locator('.log-columns thead th').allInnerTexts()).toEqual(['ms', 'orders', 'notes']);
      await shoot(page, 'logs-columns');

      await page.getByText('All services').click();
      await page.getByRole('checkbox', { name: 'notes' }).uncheck();
      await page.getByRole('searchbox', { name: 'Only lines with' }).fill('open');
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await page.getByRole('tab', { name: 'Logs' }).click();
      expect(await page.locator('.log-columns thead th').allInnerTexts()).toEqual(['ms', 'orders']);
      expect(await page.locator('.log-row').count()).toBe(1);
      expect(await rulesBroken(page)).toEqual([]);
    }));

  test('follow the end, unless the reader has scrolled up', () =>
    inKeptData(async ({ page, enter }) => {
      await startServices(page);
      for (let time = 0; time < 3; time += 1)
        await enter('kill orders; start orders; kill notes; start notes; '.repeat(6));
      await page.getByRole('tab', { name: 'Logs' }).click();
      const log = page.getByRole('log', { name: 'Output of the services' });
      const restMs = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
      expect(await restMs()).toBeLessThanOrEqual(4);

      await log.evaluate((box) => box.scrollTo(0, 0));
      await page.getByRole('button', { name: 'To the newest line' }).waitFor();
      await page.getByRole('button', { name: 'Restart orders' }).click();
      await page.locator('.log-row').nth(20).waitFor();
      expect(await log.evaluate((box) => box.scrollTop)).toBe(0);
      await page.getByRole('button', { name: 'To the newest line' }).click();
      expect(await restMs()).toBeLessThanOrEqual(4);
    }));
});

describe('data', () => {
  test('are shown by service, file and table, and follow what the service does', () =>
    inKeptData(async ({ page, enter }) => {
      await page.getByRole('tab', { name: 'Data' }).click();
      await page.getByRole('tabpanel', { name: 'Data' }).getByRole('button', { name: 'Start the services' }).click();
      await page.getByText('The table orders has no rows yet.').waitFor();

      await enter('curl -X POST http://orders/');
      await page.getByRole('tab', { name: 'Data' }).click();
      await page.getByText('Rows 1–2 of 2').waitFor();
      expect(await page.locator('.store-rows thead th').allInnerTexts()).toEqual([
        expect.stringMatching(/^id\s+integer, key$/),
        expect.stringMatching(/^sku\s+text$/),
        expect.stringMatching(/^cents\s+int$/),
        expect.stringMatching(/^stamp\s+blob$/),
      ]);
      expect(await page.locator('.store-rows tbody td').allInnerTexts()).toEqual([
        '1',
        'mug',
        '1250',
        expect.stringMatching(/^x'01ff'\s+2 bytes$/),
        '2',
        expect.stringMatching(/^(long)+.*… 800 characters$/s),
        '1152921504606846976',
        'null',
      ]);
      await shoot(page, 'data');
      expect(await rulesBroken(page)).toEqual([]);

      await page.getByRole('button', { name: 'Kill orders' }).click();
      await row(page, 'orders').getByText('ended: SIGKILL').waitFor();
      expect(await page.getByText('Rows 1–2 of 2').isVisible()).toBe(true);

      await page.getByRole('combobox', { name: 'Service' }).selectOption('notes');
      await page.getByRole('combobox', { name: 'File' }).selectOption('/notes/first.txt');
      await page.getByText('kept as text').waitFor();
      await page.getByRole('combobox', { name: 'File' }).selectOption('/notes/bytes.bin');
      await page.getByText('/notes/bytes.bin holds 4 bytes that are no text.').waitFor();
    }));

  test('of a disk are emptied after one question', () =>
    inKeptData(async ({ page, enter }) => {
      await enter('curl -X POST http://orders/');
      await page.getByRole('tab', { name: 'Data' }).click();
      await page.getByText('Rows 1–2 of 2').waitFor();

      await page.getByRole('button', { name: 'Empty this disk' }).press('Enter');
      await page.locator(':focus', { hasText: 'Keep it' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('button:focus', { hasText: 'Empty this disk' }).waitFor();

      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Empty the disk' }).click();
      await page.getByText('The table orders has no rows yet.').waitFor();
      expect(await row(page, 'orders').innerText()).toContain('running');
    }));

  test('are not offered where services keep none', async () => {
    const { context } = await openLocalContext(browser, wide);
    const { page } = await openLabPage(await context.newPage(), inject('siteUrl'));

    expect(await page.getByRole('tab', { name: 'Terminal' }).count()).toBe(1);
    expect(await page.getByRole('tab', { name: 'Data' }).count()).toBe(0);
    await context.close();
  });
});

test('the shop before its split shows the tables of its one database', async () => {
  const { context } = await openLocalContext(browser, wide);
  const { page, enter } = await openLabPage(await context.newPage(), inject('siteUrl'), 'split-the-monolith');
  await enter('curl http://shop/products');
  await page.getByRole('tab', { name: 'Data' }).click();
  const table = page.getByRole('combobox', { name: 'Table' });
  await table.waitFor();
  await table.selectOption('products');

  await page.getByText(/^Rows 1–\d+ of \d+$/).waitFor();
  expect(await page.locator('.store-rows tbody tr').count()).toBeGreaterThan(0);
  await shoot(page, 'shop-data');
  await page.getByRole('tab', { name: 'Logs' }).click();
  await shoot(page, 'shop-logs');
  expect(await page.locator('.log-row .level').count()).toBeGreaterThan(0);
  await context.close();
});

test('on a phone logs are one at a time and tables scroll in their own box', () =>
  inKeptData(async ({ page, enter }) => {
    const open = (part: string) => page.getByRole('tab', { name: part, exact: true }).click();
    await open('System');
    await startServices(page);
    await page.getByRole('button', { name: 'Restart notes' }).click();
    await shoot(page, 'phone-system');
    await open('Instruments');
    await enter('curl -X POST http://orders/');
    await open('Logs');
    await page.getByRole('button', { name: 'Side by side' }).click();
    await page.getByRole('combobox', { name: 'Service whose log is shown' }).selectOption('notes');
    expect(await page.locator('.log-row .who').allInnerTexts()).toEqual(['notes']);
    await shoot(page, 'phone-logs');
    expect([await overflowPx(page), await rulesBroken(page)]).toEqual([0, []]);

    await open('Data');
    await page.getByText('Rows 1–2 of 2').waitFor();
    await shoot(page, 'phone-data');
    const box = page.getByRole('region', { name: 'Rows of orders' });
    expect(await box.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    expect([await overflowPx(page), await rulesBroken(page)]).toEqual([0, []]);
  }, phone));
