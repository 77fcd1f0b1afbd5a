/**
 * The lab `split-the-monolith` on its page: the exercise and the steps, and what happens when something goes wrong; each ends
 * in a clear message, and nothing that was typed is lost.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const MIGRATE = readFileSync('labs/_shop/monolith/database/migrate.ts', 'utf8');
const SERVICES = 'services.json';
const SHOP = { entry: 'shop/main.ts', env: { DATABASE_FILE: '/data/shop.db' } };

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
  return openLabPage(await context.newPage(), inject('siteUrl'), 'split-the-monolith');
}

const treeItem = ({ page }: LabPage, path: string) => page.locator(`[role=treeitem][data-path="${path}"]`);
const editor = ({ page }: LabPage) => page.locator('.plain-editor textarea');
const saved = ({ page }: LabPage) => page.locator('course-saved[data-state="saved"]').waitFor({ state: 'attached' });
const summaryOf = ({ page }: LabPage) => page.locator('.run-row [role="status"]').last();
const services = (declared: Readonly<Record<string, unknown>>): string => JSON.stringify(declared, undefined, 2);

/** Shows a file in the plain editor and replaces its text. */
async function write(lab: LabPage, path: string, text: string): Promise<void> {
  await treeItem(lab, path).click();
  if (!(await editor(lab).isVisible())) {
    await lab.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await lab.page.locator('.plain-editor textarea, .monaco-host.is-ready').first().waitFor();
    const plain = lab.page.getByRole('button', { name: 'Plain editor' });
    if (!(await editor(lab).isVisible())) await plain.click();
  }
  await editor(lab).fill(text);
}

async function addFile(lab: LabPage, path: string, text: string): Promise<void> {
  await lab.page.getByRole('button', { name: 'Add a file' }).click();
  await lab.page.getByLabel('Path of the new file').fill(path);
  await lab.page.getByRole('button', { name: 'Add', exact: true }).click();
  await write(lab, path, text);
}

describe('the exercise of the first step', () => {
  test('answers each choice in words, is kept over a reload, and does the step when all are right', async () => {
    const lab = await openLab();
    const form = lab.page.locator('form.exercise');
    const choose = (table: string, owner: string) => form.getByLabel(table, { exact: true }).selectOption(owner);

    await choose('users', 'Users');
    await choose('products', 'Orders');
    await form.getByRole('button', { name: 'Check' }).click();
    const said = form.locator('[data-item="products"] .said');
    await said.getByText('Not right.').waitFor();
    expect(await form.locator('[data-item="users"] .said').innerText()).toMatch(/^Right\. \S/);
    expect(await form.getByRole('status').innerText()).toBe('1 of 9 right. Without a choice: 7.');
    await saved(lab);

    await lab.page.reload();
    await said.getByText('Not right.').waitFor();
    await choose('products', 'Products');
    expect(await said.innerText()).toBe('');
    for (const [table, owner] of [
      ['sessions', 'Users'],
      ['stock', 'Inventory'],
      ['cart_items', 'Carts'],
      ['orders', 'Orders'],
      ['order_lines', 'Orders'],
      ['payments', 'Payments'],
      ['emails', 'Notifications'],
    ] as const) {
      await choose(table, owner);
    }
    await form.getByRole('button', { name: 'Check' }).click();

    await form.getByText('9 of 9 right.').waitFor();
    await lab.page.getByRole('button', { name: /^Step 1: .*, done$/ }).waitFor();
    expect(await lab.page.locator('[data-part="steps-done"]').innerText()).toMatch(/^1 of \d steps done$/);
  });

  test.each([
    ['wide', { viewport: { width: 1440, height: 900 } }],
    ['phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true }],
  ] satisfies [string, BrowserContextOptions][])('can be reached by everyone, %s', async (_name, options) => {
    const lab = await openLab(options);
    const form = lab.page.locator('form.exercise');
    await form.getByLabel('users', { exact: true }).selectOption('Orders');
    await form.getByRole('button', { name: 'Check' }).press('Enter');
    await form.getByText('Not right.').waitFor();

    const { violations } = await new AxeBuilder({ page: lab.page }).include('.task').analyze();
    const width = await lab.page.locator('.task').evaluate((task) => task.scrollWidth - task.clientWidth);

    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(width).toBe(0);
  });
});

describe('credit', () => {
  test('names what of a step holds, goes on after a failure, and is there after a reload', async () => {
    const lab = await openLab();
    await lab.runChecks();
    await lab.page.locator('.step-list .fine').getByText('in the last run').waitFor();
    const done = await lab.page.locator('[data-part="steps-done"]').innerText();
    expect(done).toMatch(/^\d of \d steps done$/);
    expect(await lab.page.locator('.checks > li').first().innerText()).toMatch(/400 of 400/);
    await lab.page.getByRole('button', { name: /^Step 2: / }).click();
    expect(await lab.page.locator('[data-part="step-claims"]').innerText()).toMatch(/C1 .*: held/);
    await saved(lab);

    await lab.page.reload();
    await lab.page.locator('.step-list .fine').getByText('in the last run').waitFor();
    expect(await lab.page.locator('[data-part="steps-done"]').innerText()).toBe(done);
    expect(await summaryOf(lab).innerText()).toMatch(/^Last run: \d of \d held$/);

    await write(lab, SERVICES, services({ shop: { ...SHOP, env: {} } }));
    await lab.page.locator('.step-list .fine').getByText('files have changed since').waitFor();
    expect(await lab.page.locator('[data-part="steps-done"]').innerText()).toBe(done);
  });
});

interface Trouble {
  readonly name: string;
  readonly make: (lab: LabPage) => Promise<void>;
  readonly report: RegExp;
  /** A text that has to be there after a reload, by path. */
  readonly kept: readonly [path: string, text: string];
}

const READS_PRODUCTS = `import { DatabaseSync } from 'node:sqlite';
const database = new DatabaseSync(process.env.DATABASE_FILE ?? '');
console.log(database.location());
`;

const troubles: readonly Trouble[] = [
  {
    name: 'a file is deleted that others import',
    make: async (lab) => {
      await treeItem(lab, 'shop/orders/checkout.ts').click();
      await lab.page.getByRole('button', { name: 'Delete shop/orders/checkout.ts' }).click();
      await lab.page
        .getByRole('group', { name: 'Delete shop/orders/checkout.ts' })
        .getByRole('button', { name: /^Delete/ })
        .click();
      await treeItem(lab, 'shop/orders/checkout.ts').waitFor({ state: 'detached' });
    },
    report: /shop imports something that is not there: .*shop\/orders\/checkout\.ts.* imported from .*shop\/shop\.ts/,
    kept: ['shop/shop.ts', 'checkout'],
  },
  {
    name: 'the service that customers talk to is renamed',
    make: (lab) => write(lab, SERVICES, services({ store: SHOP })),
    report:
      /services\.json, line 1, column 1: no service is called "shop", and customers send their requests to that name/,
    kept: [SERVICES, '"store"'],
  },
  {
    name: 'the database file of another service is opened',
    make: async (lab) => {
      await addFile(lab, 'products/main.ts', READS_PRODUCTS);
      const products = { entry: 'products/main.ts', env: { DATABASE_FILE: '/shop/data/shop.db' } };
      await write(lab, SERVICES, services({ shop: SHOP, products }));
    },
    report:
      /products ended before it listened .*unable to open database file.*"\/shop\/data\/shop\.db" belongs to shop: each service has a disk of its own/s,
    kept: ['products/main.ts', 'database.location()'],
  },
  {
    name: 'a migration never ends',
    make: (lab) =>
      write(
        lab,
        'shop/database/migrate.ts',
        MIGRATE.replace(
          '  for (const [index, sql]',
          "  database.exec('create table n as with recursive n(x) as (select 1 union all select x + 1 from n) select count(x) from n');\n  for (const [index, sql]",
        ),
      ),
    report:
      /shop was stopped by the bench after \d s of computing without a pause, while it started; a loop that never ends does this, also one inside an SQL statement/,
    kept: ['shop/database/migrate.ts', 'with recursive'],
  },
];

describe('a clear message and no lost code when', () => {
  test.each(troubles)('$name', async ({ make, report, kept: [path, text] }) => {
    const lab = await openLab();
    await make(lab);

    await lab.runChecks();
    expect(await lab.report.first().innerText()).toMatch(report);
    // What could not be judged says the same of each check; the run stops there.
    expect(await lab.page.locator('.checks .is-not-run').count()).toBeGreaterThan(0);
    await saved(lab);

    await lab.page.reload();
    await treeItem(lab, path).click();
    await lab.page.locator('.code-body').getByText(text).first().waitFor();
    expect(await lab.page.locator('.code-body').innerText()).toContain(text);
  });

  test('Run checks is pressed twice: it runs once and to its end', async () => {
    const lab = await openLab();
    await lab.page.getByRole('button', { name: 'Run checks' }).dblclick();
    await lab.page.locator('.bench:is([data-run="done"], [data-run="stopped"])').waitFor({ timeout: 60_000 });

    expect(await summaryOf(lab).innerText()).toMatch(/^\d of \d held/);
  });

  test('a run is stopped: nothing was judged, and the next one judges', async () => {
    const lab = await openLab();
    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await lab.page.getByRole('button', { name: 'Stop the run' }).click();
    await lab.page.locator('.bench[data-run="stopped"]').waitFor();
    expect(await summaryOf(lab).innerText()).toBe('Stopped. Nothing was judged after that.');

    await lab.runChecks();
    expect(await summaryOf(lab).innerText()).toMatch(/^[1-9] of \d held/);
  });

  test('the page is reloaded during a run: the text is there, and the next run judges it', async () => {
    const lab = await openLab();
    await write(lab, SERVICES, services({ shop: { ...SHOP, env: { DATABASE_FILE: '/data/mine.db' } } }));
    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await lab.page.locator('.check.is-running').waitFor();

    await lab.page.reload();
    await treeItem(lab, SERVICES).click();
    await lab.page.locator('.code-body').getByText('/data/mine.db').first().waitFor();
    await lab.runChecks();

    expect(await summaryOf(lab).innerText()).toMatch(/^[1-9] of \d held/);
  });

  test('the shop is killed: curl says so, and it takes orders again when it is started', async () => {
    const lab = await openLab();
    expect(await lab.enter('curl -s http://shop/products')).toContain('"name"');

    await lab.enter('kill shop');
    expect(await lab.enter('curl -sS http://shop/products')).toMatch(/\(7\) Failed to connect.*start shop/s);
    await lab.enter('start shop');

    expect(await lab.enter('curl -s http://shop/products')).toContain('"name"');
  });
});
