/**
 * The page of a lab in a WebContainer as a person visits it: the built page, the vendor's own package, and a stand-in for the
 * vendor's host.
 * @module
 */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { openLocalContext } from './browser.ts';
import { installStandIn, type StandIn, type StandInOptions } from './webcontainer-stand-in/install-stand-in.ts';

export interface ContainerVisit {
  readonly page: Page;
  readonly standIn: StandIn;
  /** What the next run judges: "C3", or "all". */
  choose(checks: string): Promise<void>;
  run(): Promise<void>;
  /** Resolves when a run has ended, however it did. */
  runEnds(): Promise<void>;
  /** What the latest run came to, in one line. */
  summary(): Promise<string>;
}

export interface VisitOptions {
  /** Default `hello-payment`. */
  readonly lab?: string;
  readonly faults?: StandInOptions;
  readonly context?: BrowserContextOptions;
  /** Of one run. Default 60 000. */
  readonly runLimitMs?: number;
}

export const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

export const containerUrl = (lab: string): string => new URL(`labs/${lab}/webcontainer/`, inject('siteUrl')).href;

/**
 * Runs `use` on a fresh profile, and holds it to no uncaught error and to no host but its own and, on demand, the vendor's.
 *
 * @example
 * await visitContainer(browser, async ({ run, runEnds, summary }) => { … }, { lab: 'split-the-monolith' });
 */
export async function visitContainer(
  browser: Browser,
  use: (visit: ContainerVisit) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const { lab = 'hello-payment', faults = {}, runLimitMs = 60_000 } = options;
  const { context, foreignRequests } = await openLocalContext(browser, options.context ?? wide);
  const page = await context.newPage();
  const standIn = await installStandIn(page, faults);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const button = page.getByRole('button', { name: 'Run the checks in a WebContainer' });
  const choice = page.getByRole('combobox', { name: 'Run' });
  try {
    await page.goto(containerUrl(lab));
    await containerIsAlive(page);
    await use({
      page,
      standIn,
      choose: async (checks) => {
        const label = await choice.locator('option', { hasText: new RegExp(`^(?:only )?${checks}[, ]`) }).innerText();
        await choice.selectOption({ label });
      },
      run: () => button.click(),
      runEnds: () => button.waitFor({ timeout: runLimitMs }),
      summary: () => page.locator('.run-row [role=status]').innerText(),
    });
  } finally {
    await standIn.close();
    await context.close();
  }
  expect([...errors, ...foreignRequests]).toEqual([]);
}

export const containerIsAlive = (page: Page): Promise<void> => page.locator('.container-bench[data-alive]').waitFor();

/** From the lab page to the page of the same files in a WebContainer, once everything is saved. */
export async function goToContainer(page: Page): Promise<void> {
  await page.getByText('Saved on this device').waitFor();
  await page.getByRole('link', { name: 'Run these files as real Node processes' }).click();
  await containerIsAlive(page);
}

/**
 * Runs with a host that never answers, until the page gives it up. The page's clock goes on after `page.clock.resume()`.
 *
 * @returns What the page says then.
 */
export async function untilGivenUp({ page, standIn, run }: ContainerVisit): Promise<Locator> {
  await page.clock.install();
  await run();
  await expect.poll(() => standIn.asked.length).toBe(1);
  await page.clock.fastForward(30_000);

  const trouble = page.getByRole('alert');
  await trouble.waitFor();
  expect(await trouble.innerText()).toContain('stackblitz.com did not start a WebContainer within 30 s');
  return trouble;
}
