/**
 * The lab `split-the-monolith` from the starter to all green, typed into the editor as a learner does it: five releases, and
 * after each a run of all checks.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { openLabPage } from '../support/lab-page.ts';
import { splitReleases } from '../support/split-steps.ts';

/** A folder for a picture of every release; none are taken without it. */
const PICTURES = process.env['ENSEMBLE_PICTURES'];

/** Five releases of some forty files, and five runs of seven checks. */
const LIMIT_MS = 600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function takePicture(page: Page, release: number): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `release-${release}.png`) });
}

async function write(page: Page, path: string, text: string): Promise<void> {
  const row = page.locator(`.file-tree [data-path="${path}"]`);
  if ((await row.count()) === 0) {
    await page.getByRole('button', { name: 'Add a file' }).click();
    await page.getByLabel('Path of the new file').fill(path);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await row.waitFor();
  } else await row.click();
  const plain = page.locator('.plain-editor textarea');
  if (!(await plain.isVisible())) {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('.plain-editor textarea, .monaco-host.is-ready').first().waitFor();
    if (!(await plain.isVisible())) await page.getByRole('button', { name: 'Plain editor' }).click();
  }
  await page.locator('.code-foot').getByText(path, { exact: true }).waitFor();
  await plain.fill(text);
}

async function remove(page: Page, path: string): Promise<void> {
  const row = page.locator(`.file-tree [data-path="${path}"]`);
  await row.click();
  await page.getByRole('button', { name: `Delete ${path}` }).click();
  await page
    .getByRole('group', { name: `Delete ${path}` })
    .getByRole('button', { name: `Delete ${path}` })
    .click();
  await row.waitFor({ state: 'detached' });
}

/** Credit is shown once it is stored, a moment after the run. */
async function doneSteps(page: Page, count: number): Promise<readonly string[]> {
  const done = page.locator('.steps button[data-credit="done"]');
  await done.nth(count - 1).waitFor();
  return done.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title') ?? ''));
}

test(
  'a learner splits the monolith in five releases, and every step is credited when it is done',
  async () => {
    const { manifest, starter, solution } = await readLab(process.cwd(), 'split-the-monolith');
    const titles = new Map(manifest.steps.map(({ id, title }) => [id, `${title} (done)`]));
    const { context, foreignRequests } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const lab = await openLabPage(page, inject('siteUrl'), 'split-the-monolith');

    for (const [index, release] of splitReleases(starter, solution).entries()) {
      for (const [path, text] of Object.entries(release.write)) await write(page, path, text);
      for (const path of release.remove) await remove(page, path);
      await lab.runChecks();

      const done = await doneSteps(page, release.done.length);
      await takePicture(page, index + 1);
      expect({ release: release.name, done }).toEqual({
        release: release.name,
        done: release.done.map((id) => titles.get(id)),
      });
    }

    expect(await page.locator('.checks .is-pass').count()).toBe(manifest.checks.length);
    // What was typed is there after a reload, and so is what was reached.
    await page.reload();
    await page.locator('.bench[data-alive]').waitFor();
    await page.locator('.file-tree [data-path="facade/main.ts"]').waitFor();
    expect(await doneSteps(page, manifest.steps.length - 1)).toHaveLength(manifest.steps.length - 1);
    expect(await page.locator('.file-tree [data-path="shop/payments/bank.ts"]').count()).toBe(0);
    await context.close();
    expect([...errors, ...foreignRequests]).toEqual([]);
  },
  LIMIT_MS,
);
