/**
 * `npm run lab -- open`: a run of the terminal, shown by the lab's own page.
 * @module
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { serveReport } from '#cli/lab/report/serve-report.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { untilRunEnds } from '../support/lab-page.ts';

const MARK = '// from the terminal';
let browser: Browser;
let place: string;

beforeAll(async () => {
  browser = await openBrowser();
  place = await mkdtemp(join(tmpdir(), 'lab-report-'));
});
afterAll(async () => {
  await browser.close();
  await rm(place, { recursive: true, force: true });
});

/** Checks a copy of a variant of hello-payment in the terminal; the verdict is the report's, so the exit code is not looked at. */
async function checkInTerminal(variant: string, ...flags: readonly string[]): Promise<string> {
  const [folder, file] = [join(place, variant), join(place, `${variant}.jsonl`)];
  await cp(join('labs/hello-payment', variant), folder, { recursive: true });
  const main = join(folder, 'payment-service/main.ts');
  await writeFile(main, `${await readFile(main, 'utf8')}${MARK}\n`);
  const words = ['src/cli/lab.ts', 'check', 'hello-payment', '--dir', folder, '--report', file, ...flags];
  await promisify(execFile)(process.execPath, words).catch(() => {});
  return file;
}

/** Opens the report in a fresh profile, and holds the page to no uncaught error and no other origin. */
async function inReport(file: string, use: (page: Page) => Promise<void>): Promise<void> {
  const served = await serveReport(file, inject('siteFolder'));
  const { context, foreignRequests } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(served.url);
  await page.locator('.bench[data-run="done"]').waitFor();
  await use(page);
  await context.close();
  await served.close();
  expect([...errors, ...foreignRequests]).toEqual([]);
}

test('a failure of the terminal is shown with its message, its place in the judged text, and its timeline', async () => {
  const file = await checkInTerminal('starter');

  await inReport(file, async (page) => {
    const report = await page.locator('.task .report').innerText();
    const code = page.locator('.code').first();
    await code.getByText(MARK).waitFor();
    const bar = await page.getByText('Report from the terminal').innerText();

    expect(report).toContain('Where to look');
    expect(report).toContain('payment-service/main.ts');
    expect(bar).toBe('Report from the terminal. Changes here are not kept.');
    expect(await page.locator('.timeline').first().innerText()).toContain('payment-service');
  });
});

test('a run of real processes is shown as one, and a run of the page goes on from its files', async () => {
  const file = await checkInTerminal('solution', '--real');

  await inReport(file, async (page) => {
    const bar = await page.getByText('Report from the terminal').innerText();
    const verdicts = await page.locator('.task').innerText();
    const ended = untilRunEnds(page);
    await page.getByRole('button', { name: 'Run checks' }).click();
    await ended;

    expect(await page.locator('.bench').getAttribute('data-run')).toBe('done');
    expect(bar).toBe('Report from the terminal, as real processes. Changes here are not kept.');
    expect(verdicts).toContain('Fifty at once');
  });
});
