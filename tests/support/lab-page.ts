/**
 * Drives the lab page as a learner does.
 * @module
 */
import type { Locator, Page } from 'playwright-core';

export interface LabPage {
  readonly page: Page;
  readonly report: Locator;
  readonly terminal: Locator;
  /** Types a line into the terminal and waits until it has ended; gives what it printed. */
  enter(line: string): Promise<string>;
  /** Presses Run checks and waits for the verdict. */
  runChecks(): Promise<void>;
  /** Replaces a file's text in the plain editor. */
  write(path: string, text: string): Promise<void>;
}

/** Opens the lab and waits until its script has taken over. */
export async function openLabPage(page: Page, siteUrl: string, lab = 'hello-payment'): Promise<LabPage> {
  await page.goto(new URL(`labs/${lab}/index.html`, siteUrl).href);
  await page.locator('.bench[data-alive]').waitFor();
  const input = page.getByRole('textbox', { name: 'Terminal input' });
  const entries = page.locator('.term-entry');
  return {
    page,
    report: page.locator('.task .report'),
    terminal: page.getByRole('log', { name: 'Terminal output' }),
    enter: async (line) => {
      await page.getByRole('tab', { name: 'Terminal' }).click();
      const count = await entries.count();
      await input.fill(line);
      await input.press('Enter');
      await page.locator(`.term-entry[data-exit]:nth-of-type(${count + 1})`).waitFor();
      return entries.nth(count).innerText();
    },
    runChecks: async () => {
      const ended = untilRunEnds(page);
      await page.getByRole('button', { name: 'Run checks' }).click();
      await ended;
    },
    write: async (path, text) => {
      const inTree = page.locator(`[role=treeitem][data-path="${path}"]`);
      if ((await inTree.count()) > 0) await inTree.click();
      else await page.getByRole('tab', { name: path.split('/').at(-1) ?? path, exact: true }).click();
      const plain = page.locator('.plain-editor textarea');
      if (!(await plain.isVisible())) {
        await page.getByRole('button', { name: 'Edit', exact: true }).click();
        await page.locator('.plain-editor textarea, .monaco-host.is-ready').first().waitFor();
        if (!(await plain.isVisible())) await page.getByRole('button', { name: 'Plain editor' }).click();
      }
      await plain.fill(text);
    },
  };
}

const RUN_LIMIT_MS = 60_000;

/** Watches from before the press, so that a run that ends at once is not missed. */
export const untilRunEnds = (page: Page): Promise<void> =>
  page.evaluate(
    (limitMs) =>
      new Promise<void>((resolve, reject) => {
        const bench = document.querySelector<HTMLElement>('.bench');
        if (!bench) throw new Error('This page has no workbench');
        const limit = setTimeout(() => reject(new Error(`No run ended within ${limitMs} ms`)), limitMs);
        let hasBegun = false;
        new MutationObserver((_records, observer) => {
          if (bench.dataset['run'] === 'running') hasBegun = true;
          else if (hasBegun) {
            observer.disconnect();
            clearTimeout(limit);
            resolve();
          }
        }).observe(bench, { attributeFilter: ['data-run'] });
      }),
    RUN_LIMIT_MS,
  );
