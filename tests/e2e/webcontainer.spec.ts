/**
 * A lab in a WebContainer as a person meets it: the built page, the vendor's own package, and a stand-in for the vendor's host.
 * With ENSEMBLE_LIVE=1 the first tests meet the vendor's host itself, which needs the internet; off by default.
 */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { openLabPage } from '../support/lab-page.ts';
import {
  containerUrl,
  type ContainerVisit,
  goToContainer,
  untilGivenUp,
  visitContainer,
  type VisitOptions,
  wide,
} from '../support/visit-container.ts';

const isLive = process.env['ENSEMBLE_LIVE'] === '1';
const solution = ['bank.ts', 'main.ts', 'read-body.ts'].map((file) => `payment-service/${file}`);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const visit = (use: (visit: ContainerVisit) => Promise<void>, options?: VisitOptions): Promise<void> =>
  visitContainer(browser, use, options);

/** Puts files into the workbook, on the lab page. */
async function write(page: Page, files: readonly (readonly [path: string, text: string])[]): Promise<void> {
  const lab = await openLabPage(page, inject('siteUrl'));
  for (const [path, text] of files) await lab.write(path, text);
  await goToContainer(page);
}

const solve = (page: Page): Promise<void> =>
  write(
    page,
    solution.map((path) => [path, readFileSync(`labs/hello-payment/solution/${path}`, 'utf8')]),
  );

describe('hello-payment', () => {
  test('asks the vendor for nothing before the button is pressed, and says what it is and what is not known', () =>
    visit(async ({ page, standIn }) => {
      await page.waitForLoadState('networkidle');

      expect(standIn.asked).toEqual([]);
      expect(await page.locator('iframe').count()).toBe(0);
      const text = await page.locator('main').innerText();
      expect(text).toContain('Not yet verified against the live service');
      expect(text).toContain('commercial, for-profit setting needs a licence');
    }));

  test('the starter fails with its own message, in the words of the lab page', () =>
    visit(async ({ page, run, runEnds, summary }) => {
      await run();
      await runEnds();

      const report = page.getByRole('region', { name: 'Report of C1' });
      expect(await report.locator('h2').innerText()).toMatch(/201/);
      expect(await report.locator('dl').innerText()).toMatch(/Expected[^]*Received/);
      expect(await summary()).toMatch(/^0 of 4 held/);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }));

  test('the solution from the workbook holds every check, and completes nothing in the workbook', () =>
    visit(async ({ page, run, runEnds, summary }) => {
      await solve(page);

      await run();
      await runEnds();

      expect(await summary()).toMatch(/^4 of 4 held · \d/);
      await page.goto(new URL('labs/index.html', inject('siteUrl')).href);
      expect(await page.locator('[data-lab=hello-payment] [data-steps-done]').innerText()).toBe('');
    }));

  test('a host that never answers is given up, retry works, and the code is kept', () =>
    visit(
      async (visited) => {
        const { page, runEnds, summary } = visited;
        await solve(page);
        const trouble = await untilGivenUp(visited);
        expect(await trouble.getByRole('link', { name: 'Run in this page instead' }).getAttribute('href')).toBe(
          '../index.html',
        );
        await page.clock.resume();
        await trouble.getByRole('button', { name: 'Retry' }).click();
        await runEnds();

        expect(await summary()).toMatch(/^4 of 4 held/);
      },
      { faults: { host: 'dead-once' } },
    ));

  test('a run that is stopped leaves no container, and the next one boots another', () =>
    visit(async ({ page, standIn, run, runEnds, summary }) => {
      // It never listens, so the first check waits for it until it is stopped.
      await write(page, [['payment-service/main.ts', 'setInterval(() => {}, 1_000);\n']]);
      await run();
      await page.locator('.report.is-running').waitFor();
      await page.getByRole('button', { name: 'Stop the run' }).click();

      expect(await summary()).toContain('Stopped');
      await expect.poll(() => standIn.host.openCount).toBe(0);
      await run();
      await runEnds();
      expect(standIn.asked).toHaveLength(2);
    }));

  test('an iPad is asked first, and loads nothing before the answer', () =>
    visit(
      async ({ page, standIn, run, runEnds }) => {
        await run();
        await page.getByText('This device may end the page').waitFor();
        expect(standIn.asked).toEqual([]);

        await page.getByRole('button', { name: 'Run it here' }).click();
        await runEnds();

        expect(standIn.asked).toHaveLength(1);
      },
      {
        context: {
          ...wide,
          userAgent: 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
        },
      },
    ));

  test('a host without the headers is refused politely, with the two that are missing', async () => {
    const { context, foreignRequests } = await openLocalContext(browser, wide);
    const page = await context.newPage();
    await page.route(containerUrl('hello-payment'), async (route) => {
      const response = await route.fetch();
      const { 'cross-origin-embedder-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });

    await page.goto(containerUrl('hello-payment'));
    const trouble = page.getByRole('alert');
    await trouble.waitFor();

    expect(await trouble.innerText()).toContain('Cross-Origin-Embedder-Policy: require-corp');
    expect(await page.getByRole('button', { name: 'Run the checks in a WebContainer' }).isDisabled()).toBe(true);
    await trouble.getByRole('link', { name: 'run the checks in the page instead' }).click();
    await page.locator('.bench[data-alive]').waitFor();
    await context.close();
    expect(foreignRequests).toEqual([]);
  });
});

describe.runIf(isLive)('live: needs ENSEMBLE_LIVE=1 and the internet', () => {
  test('the solution holds every check on the vendor’s own runtime', { timeout: 300_000 }, async () => {
    const context = await browser.newContext(wide);
    const page = await context.newPage();
    await solve(page);

    await page.getByRole('button', { name: 'Run the checks in a WebContainer' }).click();
    await page.getByRole('button', { name: 'Run the checks in a WebContainer' }).waitFor({ timeout: 240_000 });
    const found = await page.locator('.container-bench').innerText();
    await context.close();

    expect(found).toContain('4 of 4 held');
  });
});
