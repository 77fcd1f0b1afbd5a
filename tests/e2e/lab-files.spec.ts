/**
 * Files and services of a lab whose learner declares them: added, renamed, deleted and brought back, with mouse, keyboard
 * and on a phone; nothing is ever lost.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { serveFreeFilesLab } from '../support/free-files-lab.ts';
import { keepStorageBusy } from '../support/keep-storage-busy.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

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

async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const { context } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 }, ...options });
  await serveFreeFilesLab(context);
  contexts.push(context);
  return context;
}

const openLab = async (context?: BrowserContext): Promise<LabPage> =>
  openLabPage(await (context ?? (await openContext())).newPage(), inject('siteUrl'));

const saved = (page: Page) => page.locator('course-saved[data-state="saved"]').waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const item = (page: Page, name: string) => page.getByRole('treeitem', { name });
const namesIn = (page: Page) => page.locator('.file-tree [role="treeitem"] > span').allInnerTexts();
const notice = (page: Page) => page.locator('.files-notice .notice');
const editor = (page: Page) => page.locator('.plain-editor textarea');

async function usePlainEditor(page: Page): Promise<void> {
  await button(page, 'Edit').click();
  await button(page, 'Plain editor').click();
  await editor(page).waitFor();
}

async function addFile(page: Page, path: string): Promise<void> {
  await button(page, 'Add a file').click();
  await page.getByLabel('Path of the new file').fill(path);
  await page.keyboard.press('Enter');
  await page.locator(`[data-path="${path}"]`).waitFor();
}

async function deleteFile(page: Page, path: string): Promise<void> {
  await page.locator(`[data-path="${path}"]`).click();
  await button(page, `Delete ${path}`).first().click();
  await page
    .getByRole('group', { name: `Delete ${path}` })
    .getByRole('button', { name: `Delete ${path}` })
    .click();
  await notice(page)
    .filter({ hasText: `${path}: deleted.` })
    .waitFor();
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('files', () => {
  test('a file that is added and imported takes part in the next run, and is there after a reload', async () => {
    const lab = await openLab();
    const { page } = lab;
    await usePlainEditor(page);

    await addFile(page, 'shop/texts/other.ts');
    await editor(page).fill(`export const greeting = 'hello from a new file';`);
    await item(page, 'main.ts').click();
    await editor(page).fill((await editor(page).inputValue()).replace('greeting.ts', 'other.ts'));
    await lab.runChecks();
    const evidence = await page.locator('.check').first().innerText();
    await page.reload();
    await page.locator('.bench[data-alive]').waitFor();
    await item(page, 'other.ts').click();

    expect(evidence).toContain('hello from a new file');
    expect(await namesIn(page)).toEqual(['shop', 'texts', 'greeting.ts', 'other.ts', 'main.ts', 'services.json']);
    await page.getByText('hello from a new file').first().waitFor();
  });

  test('a path that cannot be one is refused under its field, and Escape gives the focus back', async () => {
    const { page } = await openLab();
    await item(page, 'greeting.ts').click();
    await button(page, 'Add a file').focus();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Path of the new file');
    const offered = await field.inputValue();

    await field.fill('../escape.ts');
    await page.keyboard.press('Enter');
    const described = await field.getAttribute('aria-describedby');
    const outside = await page.locator(`[id="${described?.split(' ')[0]}"]`).innerText();
    await field.fill('shop/main.ts');
    await page.keyboard.press('Enter');
    const taken = await page.locator(`[id="${described?.split(' ')[0]}"]`).innerText();
    const isInvalid = await field.getAttribute('aria-invalid');
    await page.keyboard.press('Escape');

    expect(offered).toBe('shop/texts/');
    expect(outside).toContain('inside the lab without ".."');
    expect([taken, isInvalid]).toEqual(['shop/main.ts is there already.', 'true']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Add a file');
    expect(await page.locator('.path-form').count()).toBe(0);
  });

  test('a deleted file that others import ends the run with the place, and undo brings it back', async () => {
    const lab = await openLab();
    const { page } = lab;
    await item(page, 'greeting.ts').click();
    await button(page, 'Delete shop/texts/greeting.ts').click();
    const warning = await page.locator('.path-form').innerText();
    await page.keyboard.press('Enter');
    await notice(page).waitFor();

    await lab.runChecks();
    const report = await page.locator('.task').innerText();
    await button(page, 'Undo').click();
    await lab.runChecks();

    expect(warning).toContain('One file names it: shop/main.ts.');
    expect(report).toContain('shop/main.ts');
    expect(report).toContain('texts/greeting.ts');
    expect(await page.locator('.check').first().innerText()).toContain('hello from the starter');
  });

  test('a renamed file keeps its text and its earlier versions, and the services that import it say so', async () => {
    const lab = await openLab();
    const { page } = lab;
    await usePlainEditor(page);
    await item(page, 'greeting.ts').click();
    await editor(page).fill(`export const greeting = 'hello, edited';`);
    await lab.runChecks();

    await button(page, 'Rename shop/texts/greeting.ts').click();
    await page.getByLabel('New path of shop/texts/greeting.ts').fill('words/greeting.ts');
    await page.keyboard.press('Enter');
    await notice(page).filter({ hasText: 'shop/texts/greeting.ts is now words/greeting.ts' }).waitFor();
    await page.locator('.versions summary').click();
    const judged = page.locator('.versions li', { hasText: 'judged by a run' });
    await judged.first().waitFor();
    const failed = await lab.enter('curl -sS -m 3 http://shop/');
    await page.locator('.services .trouble').waitFor();
    const trouble = await page.locator('.services .trouble').innerText();

    expect(await editor(page).inputValue()).toBe(`export const greeting = 'hello, edited';`);
    expect(await judged.count()).toBe(1);
    expect(failed).not.toContain('hello');
    expect(trouble).toContain('greeting.ts');
    expect(await namesIn(page)).toEqual(['shop', 'main.ts', 'words', 'greeting.ts', 'services.json']);
  });

  test('a reset of all leaves the starter’s files, and the list of deleted files brings an added one back', async () => {
    const { page } = await openLab();
    await usePlainEditor(page);
    await addFile(page, 'mine.ts');
    await editor(page).fill('// my own words');
    await deleteFile(page, 'shop/texts/greeting.ts');

    await button(page, 'Reset all files').click();
    await notice(page).filter({ hasText: 'back to the starter' }).waitFor();
    const afterReset = await namesIn(page);
    await saved(page);
    await page.reload();
    await page.locator('.bench[data-alive]').waitFor();
    await page.locator('.deleted-files summary').click();
    await button(page, 'Bring back mine.ts').click();
    await page.getByText('my own words').first().waitFor();

    expect(afterReset).toEqual(['shop', 'texts', 'greeting.ts', 'main.ts', 'services.json']);
    expect(await namesIn(page)).toContain('mine.ts');
  });

  test('the comparison lists files that only one side has, and taking the solution leaves exactly its files', async () => {
    const lab = await openLab();
    const { page } = lab;
    await lab.runChecks();

    await button(page, 'Compare with the solution').click();
    const select = page.getByLabel('File', { exact: true });
    await select.waitFor();
    const groups = await select
      .locator('optgroup')
      .evaluateAll((all) => all.map((group) => group.getAttribute('label')));
    await select.selectOption('front/main.ts');
    const whole = await page.locator('.diff').innerText();
    await button(page, 'Replace with the solution').click();
    await notice(page).filter({ hasText: 'replaced by the solution' }).waitFor();
    const taken = await namesIn(page);
    await lab.runChecks();
    const evidence = await page.locator('.check').first().innerText();
    await button(page, 'Undo').click();
    await item(page, 'greeting.ts').waitFor();

    expect(groups).toEqual(['Only in the solution (1)', 'Only here (2)', 'Different (1)']);
    expect(whole).toContain('Only the solution has front/main.ts.');
    expect(whole).toContain('hello from the solution');
    expect(taken).toEqual(['front', 'main.ts', 'services.json']);
    expect(evidence).toContain('hello from the solution');
    expect(await namesIn(page)).toEqual(['shop', 'texts', 'greeting.ts', 'main.ts', 'services.json']);
  });

  test('the full editor shows added, renamed and deleted files, and types across files', async () => {
    const { page } = await openLab();
    await button(page, 'Edit').click();
    await page.locator('.monaco-host.is-ready').waitFor();
    await addFile(page, 'shop/words.ts');
    await page.locator('.monaco-host textarea, .monaco-host .native-edit-context').first().focus();
    await page.keyboard.type('export const words = 7;');
    await button(page, 'Rename shop/words.ts').click();
    await page.getByLabel('New path of shop/words.ts').fill('shop/number.ts');
    await page.keyboard.press('Enter');
    await item(page, 'number.ts').waitFor();
    await addFile(page, 'shop/use.ts');
    await page.locator('.monaco-host textarea, .monaco-host .native-edit-context').first().focus();
    await page.keyboard.insertText(`import { words } from './number.ts';\nexport const text: string = words;\n`);
    await page.locator('.monaco-host .squiggly-error').first().waitFor();
    await deleteFile(page, 'shop/use.ts');
    await item(page, 'number.ts').click();

    await page.locator('.monaco-host .view-lines', { hasText: 'export const words = 7;' }).waitFor();
    expect(await page.locator('.monaco-host .squiggly-error').count()).toBe(0);
  });
});

describe('services', () => {
  test('a service that is added answers under its name; renamed it answers under the new one; removed it is gone', async () => {
    const lab = await openLab();
    const { page } = lab;
    await page.locator('.services-editor summary').click();
    await button(page, 'Add a service').click();
    await page.getByLabel('Name of the new service').fill('Products');
    await page.keyboard.press('Enter');
    const refused = await page.locator('.path-form .problem').innerText();
    await page.getByLabel('Name of the new service').fill('products');
    await page.keyboard.press('Enter');
    await item(page, 'products').waitFor();
    const health = await lab.enter('curl -sS -m 3 http://products/health');
    await button(page, 'Rename the service products').click();
    await page.getByLabel('New name of products').fill('catalogue');
    await page.keyboard.press('Enter');
    await button(page, 'Rename the service catalogue').waitFor();
    const renamed = await lab.enter('curl -sS -m 3 http://catalogue/health');
    await button(page, 'Remove the service catalogue').click();
    await page
      .getByRole('group', { name: 'Remove the service catalogue' })
      .getByRole('button', { name: 'Remove the service catalogue' })
      .click();
    await page.locator('.services-editor li').nth(1).waitFor({ state: 'detached' });
    const removed = await lab.enter('curl -sS -m 3 http://catalogue/health');
    const shop = await lab.enter('curl -sS -m 3 http://shop/');

    expect(refused).toContain('lower-case letters');
    expect(health).toContain('"status":"ok"');
    expect(renamed).toContain('"status":"ok"');
    expect(removed).toContain('curl: (6)');
    expect(shop).toContain('hello from the starter');
    expect(await namesIn(page)).toContain('products');
  });

  test('a services.json that cannot be read says where, in place of the buttons', async () => {
    const { page } = await openLab();
    await usePlainEditor(page);
    await page.locator('.services-editor summary').click();
    await item(page, 'services.json').click();

    await editor(page).fill('{\n  "shop": { "entry": "shop/main.ts", }\n}\n');
    await page.locator('.services-editor .problem').waitFor();
    const problem = await page.locator('.services-editor .problem').innerText();
    await page.locator('.services-editor .problem .link').click();

    expect(problem).toMatch(/not JSON: .*services\.json, line 2, column \d+/s);
    expect(await button(page, 'Add a service').count()).toBe(0);
    expect(await editor(page).evaluate((area: HTMLTextAreaElement) => document.activeElement === area)).toBe(true);
  });
});

describe('two tabs and reloads', () => {
  test('a file added and one deleted in one tab are so in the other', async () => {
    const context = await openContext();
    const here = await openLab(context);
    const there = await openLab(context);

    await addFile(here.page, 'products/main.ts');
    await item(there.page, 'products').waitFor();
    await deleteFile(there.page, 'shop/texts/greeting.ts');
    await item(here.page, 'greeting.ts').waitFor({ state: 'detached' });

    expect(await namesIn(here.page)).toEqual(await namesIn(there.page));
    expect(await notice(here.page).innerText()).toContain('another tab deleted this file');
  });

  test('a reload keeps a file that was added, and one that was deleted, while storage was busy', async () => {
    const { page } = await openLab();
    await usePlainEditor(page);
    await page.evaluate(keepStorageBusy, 'ensemble:microservices:/');

    await addFile(page, 'last/words.ts');
    await editor(page).pressSequentially('// typed at the very end');
    await deleteFile(page, 'shop/texts/greeting.ts');
    await page.reload();
    await page.locator('.bench[data-alive]').waitFor();
    await item(page, 'words.ts').click();
    await page.getByText('typed at the very end').first().waitFor();

    expect(await namesIn(page)).toEqual(['last', 'words.ts', 'shop', 'main.ts', 'services.json']);
  });
});

describe('keyboard and screens', () => {
  test('the tree has one stop for Tab and arrows inside; Enter shows a file', async () => {
    const { page } = await openLab();
    await item(page, 'services.json').focus();

    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    const closed = await namesIn(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');

    expect(closed).toEqual(['shop', 'services.json']);
    expect(await page.locator('.file-tree [tabindex="0"]').count()).toBe(1);
    expect(await page.locator('.file-tree [aria-selected="true"]').getAttribute('data-path')).toBe('shop/main.ts');
    expect(await page.locator('.code-foot').innerText()).toContain('shop/main.ts');
  });

  test.each([
    ['a wide screen', { viewport: { width: 1440, height: 900 } }],
    ['a phone in the dark', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' as const }],
  ])('axe finds nothing on %s, with every form open', async (_name, options) => {
    const context = await openContext(options);
    const { page } = await openLab(context);
    await openFiles(page);
    const findings: string[] = [];

    await item(page, 'greeting.ts').click();
    await openFiles(page);
    await button(page, 'Delete shop/texts/greeting.ts').click();
    findings.push(...(await seriousFindings(page)));
    await page.keyboard.press('Enter');
    await page.locator('.deleted-files summary').click();
    await page.locator('.services-editor summary').click();
    await button(page, 'Add a service').click();
    await page.keyboard.press('Enter');
    findings.push(...(await seriousFindings(page)));
    await button(page, 'Add a file').click();
    await page.keyboard.press('Enter');
    findings.push(...(await seriousFindings(page)));

    expect(findings).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('on a phone the tree is a sheet that makes room for the file that is chosen', async () => {
    const context = await openContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const { page } = await openLab(context);
    await page.getByRole('tab', { name: 'Code' }).click();
    const before = await page.locator('.file-side').isVisible();

    await page.locator('.file-side-button').click();
    await item(page, 'main.ts').click();

    expect([before, await page.locator('.file-side').isVisible()]).toEqual([false, false]);
    expect(await page.locator('.file-side-button').innerText()).toContain('shop/main.ts');
  });
});

/** On a phone the code is behind a tab, and the tree behind a button. */
async function openFiles(page: Page): Promise<void> {
  const dock = page.getByRole('tab', { name: 'Code' });
  if (await dock.isVisible()) await dock.click();
  if (!(await page.locator('.file-side').isVisible())) await page.locator('.file-side-button').click();
}
