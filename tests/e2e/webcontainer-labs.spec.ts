/**
 * Every lab that runs for real but hello-payment (`webcontainer.spec.ts`), through its page in a WebContainer, on the stand-in: the solution as the lab page puts it into the
 * workbook, and a host that never answers. One short check of each lab belongs to the gate; ENSEMBLE_WHOLE=1 runs all of
 * them, which takes minutes of real time for most labs.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { listRealLabs } from '#build/list-real-labs.ts';
import { openBrowser } from '../support/browser.ts';
import { openLabPage } from '../support/lab-page.ts';
import { goToContainer, untilGivenUp, visitContainer } from '../support/visit-container.ts';

interface RealLab {
  readonly lab: string;
  /** Runs in seconds. */
  readonly check: string;
  /** The summary of a whole run with the solution. */
  readonly whole: RegExp;
  /** A file that learners edit. */
  readonly file: string;
}

const LABS: readonly RealLab[] = [
  { lab: 'add-a-message-broker', check: 'C0', whole: /^9 of 9 held · \d/, file: 'orders/main.ts' },
  { lab: 'duplicates-and-poison', check: 'C3', whole: /^4 of 6 held · 2 not judged here/, file: 'stock/main.ts' },
  { lab: 'split-the-monolith', check: 'C3', whole: /^6 of 7 held · 1 not judged here/, file: 'shop/main.ts' },
];
const isWhole = process.env['ENSEMBLE_WHOLE'] === '1';
const RUNS = LABS.map(({ lab, file, check, whole }) =>
  isWhole ? { lab, file, choice: 'all', expected: whole } : { lab, file, choice: check, expected: /^1 of 1 held/ },
);
const RUN_LIMIT_MS = isWhole ? 1_500_000 : 60_000;
/** With a run of the starter in the simulation before, and the start of Chromium. */
const LIMIT_MS = RUN_LIMIT_MS + 120_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** As a learner takes it, after a first attempt. */
async function takeSolution(page: Page, lab: string): Promise<void> {
  const opened = await openLabPage(page, inject('siteUrl'), lab);
  await opened.runChecks();
  await page.getByRole('button', { name: 'Compare with the solution' }).click();
  await page.getByRole('button', { name: 'Replace with the solution' }).click();
  await page.locator('.notice').filter({ hasText: 'replaced by the solution' }).waitFor();
}

test('every lab that runs for real is here or in webcontainer.spec.ts', async () => {
  expect([...LABS.map(({ lab }) => lab), 'hello-payment'].toSorted()).toEqual(await listRealLabs('.'));
});

describe.each(RUNS)('$lab', ({ lab, file, choice, expected }) => {
  test('the solution from the workbook holds', { timeout: LIMIT_MS }, () =>
    visitContainer(
      browser,
      async ({ page, choose, run, runEnds, summary }) => {
        await takeSolution(page, lab);
        await goToContainer(page);
        await choose(choice);

        await run();
        await page.getByRole('timer').waitFor();
        await runEnds();

        const found = await page.locator('.container-bench').innerText();
        expect(await summary(), found).toMatch(expected);
      },
      { lab, runLimitMs: RUN_LIMIT_MS },
    ),
  );

  test('a host that never answers is given up after 30 s, and nothing is lost', { timeout: LIMIT_MS }, () =>
    visitContainer(
      browser,
      async (visited) => {
        const { page } = visited;
        await (await openLabPage(page, inject('siteUrl'), lab)).write(file, '// mine\n');
        await goToContainer(page);
        const trouble = await untilGivenUp(visited);
        expect(await trouble.getByRole('button', { name: 'Retry' }).isEnabled()).toBe(true);
        await page.clock.resume();
        await trouble.getByRole('link', { name: 'Run in this page instead' }).click();
        await page.locator('.bench[data-alive]').waitFor();
        await page.locator(`[role=treeitem][data-path="${file}"]`).click();
        await page.getByText('// mine').first().waitFor();
      },
      { lab, faults: { host: 'dead' } },
    ),
  );
});
