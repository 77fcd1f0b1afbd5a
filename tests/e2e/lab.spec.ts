/**
 * The lab page with the real engine: from the seed's line to a verdict, to the cause, to a lab that is complete.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const seedLine = `curl -X POST http://payment-service/api/payments -d '{ "orderId": "123", "amount": 100 }'`;
const main = 'payment-service/main.ts';
const starter = readFileSync(`labs/hello-payment/starter/${main}`, 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Runs `use` on a fresh profile, and holds it to no uncaught error and no other origin. */
async function inLab(use: (lab: LabPage) => Promise<void>, options: BrowserContextOptions = wide): Promise<void> {
  const { context, foreignRequests } = await openLocalContext(browser, options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const lab = await openLabPage(page, inject('siteUrl'));
  await use(lab);
  await context.close();
  expect([...errors, ...foreignRequests]).toEqual([]);
}

const addressesOf = (page: Page): readonly string[] => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  return addresses;
};

describe('hello-payment', () => {
  test('asks for neither engine nor editor before they are wanted', async () => {
    const { context } = await openLocalContext(browser, wide);
    const page = await context.newPage();
    const addresses = addressesOf(page);

    await openLabPage(page, inject('siteUrl'));
    await page.waitForLoadState('networkidle');
    await context.close();

    expect(addresses.filter((address) => /frame\.html|program\.json|types\.json|monaco|editor/.test(address))).toEqual(
      [],
    );
  });

  test('loads the engine when a pointer comes to the button that runs the checks', () =>
    inLab(async ({ page }) => {
      const asked = page.waitForRequest(/frame\.html/);

      await page.getByRole('button', { name: 'Run checks' }).hover();

      expect((await asked).url()).toContain('engine/frame.html');
    }));

  test('runs the seed’s line byte for byte and shows where it went', () =>
    inLab(async ({ page, enter }) => {
      await page.getByRole('button', { name: 'Type it into the terminal' }).click();
      expect(await page.getByRole('textbox', { name: 'Terminal input' }).inputValue()).toBe(seedLine);

      const printed = await enter(`${seedLine} -i`);
      const ledger = await enter('curl http://bank/ledger');

      expect(printed).toContain('HTTP/1.1 201 Created');
      expect(ledger).toContain('[]');
      expect(await page.locator('.map svg').getAttribute('aria-label')).toContain('payment-service to bank: 1 call');
    }));

  test('explains the failure with one example in report, code, map and timeline', () =>
    inLab(async ({ page, report, runChecks }) => {
      await runChecks();

      expect(await report.locator('.seen').innerText()).toMatch(/answer to r-1 was 201, but the bank has no payment/);
      expect(await report.getByText(/^hello-payment\/01 seed=\d+$/).count()).toBe(1);
      expect(await page.locator('.code .line.is-marked').innerText()).toContain('return context.json');
      expect(await page.locator('.code .line-note mark').innerText()).toBe('r-1');
      expect(await page.locator('.map .chip').count()).toBe(2);
      expect(await page.locator('.timeline .message.is-marked').count()).toBe(4);
      expect(await page.locator('.twin li.is-marked').count()).toBeGreaterThanOrEqual(4);
    }));

  test('runs again with the same seed and comes to the same sentence', () =>
    inLab(async ({ page, report, runChecks }) => {
      await runChecks();
      const first = await report.locator('.seen, .seed code').allInnerTexts();
      await page.getByRole('button', { name: 'Run again with this seed' }).click();
      await page.locator('.bench[data-run="done"]').waitFor();

      expect(await report.locator('.seen, .seed code').allInnerTexts()).toEqual(first);
    }));

  test('opens hints rung by rung', () =>
    inLab(async ({ report, runChecks }) => {
      await runChecks();
      const show = report.getByRole('button', { name: 'Show', exact: true });

      expect(await show.nth(1).isDisabled()).toBe(true);
      await show.first().click();
      await report.locator('.rung').first().waitFor();
      await show.first().click();
      await report.locator('.rung pre').waitFor();

      expect(await report.locator('.rung').count()).toBe(2);
    }));

  test('is complete with the solution, which opens after the first attempt and can be undone', () =>
    inLab(async ({ page, runChecks }) => {
      const compare = page.getByRole('button', { name: 'Compare with the solution' });
      expect(await compare.isDisabled()).toBe(true);
      await runChecks();
      await compare.click();
      await page.locator('.diff tr.diff-added').first().waitFor();
      await page.getByRole('button', { name: 'Replace with the solution' }).click();
      await page.locator('.diff').waitFor({ state: 'detached' });
      await runChecks();

      expect(await page.locator('.run-row').innerText()).toMatch(/4 of 4 held.*lab complete/s);

      await page.getByRole('button', { name: 'Undo the last replacement' }).click();
      await page.getByText('return context.json').first().waitFor();
    }));

  test('stops a service that never comes back, names it, and the page stays awake', () =>
    inLab(async ({ page, report, runChecks, write }) => {
      await write(main, `${starter}\nwhile (true) {}\n`);
      await page.evaluate(() => {
        let last = performance.now();
        const seen = { longestMs: 0 };
        Object.assign(globalThis, { seen });
        const beat = (now: number): void => {
          seen.longestMs = Math.max(seen.longestMs, now - last);
          last = now;
          requestAnimationFrame(beat);
        };
        requestAnimationFrame(beat);
      });
      await runChecks();

      expect(await report.innerText()).toMatch(/payment-service.*stopped by the bench after \d s/s);
      expect(
        await page.evaluate(() => (globalThis as unknown as { seen: { longestMs: number } }).seen.longestMs),
      ).toBeLessThan(1000);
    }));

  test('names file, line and column of a syntax error and leads there', () =>
    inLab(async ({ page, report, runChecks, write }) => {
      await write(main, `${starter}\nconst = 3;\n`);
      await runChecks();

      expect(await report.innerText()).toMatch(/payment-service\/main\.ts, line 22, column \d+/);

      await report.getByRole('button', { name: /line 22/ }).click();
      await page.waitForFunction(() => document.activeElement?.closest('.plain-editor') !== null);
      const caret = await page
        .locator('.plain-editor textarea')
        .evaluate((area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split('\n').length);

      expect(caret).toBe(22);
    }));

  test('keeps what was typed over a reload', () =>
    inLab(async ({ page, write }) => {
      await write(main, '// mine\n');
      await page.getByText('Saved on this device').first().waitFor();
      await page.waitForFunction(() => document.querySelector('course-saved')?.getAttribute('data-state') === 'saved');
      await page.reload();
      await page.locator('.bench[data-alive]').waitFor();

      const line = page.locator('.code .line', { hasText: '// mine' });
      await line.waitFor();
      expect(await line.count()).toBe(1);
    }));

  test('restarts the services with the new files before the next command', () =>
    inLab(async ({ enter, write }) => {
      await enter('curl -s http://payment-service/health');
      await write(
        main,
        starter.replace('const port', `app.get('/health', (context) => context.text('up'));\nconst port`),
      );
      const printed = await enter('curl -s http://payment-service/health');

      expect(printed).toContain('started again');
      expect(printed).toContain('up');
    }));

  test('kills and starts a service; curl says what a real curl says', () =>
    inLab(async ({ page, enter }) => {
      await enter('kill payment-service');
      const refused = await enter('curl http://payment-service/; echo $?');
      await page.getByRole('button', { name: 'Start payment-service' }).click();
      await page.getByRole('button', { name: 'Kill payment-service' }).waitFor();

      expect(refused).toContain('curl: (7) Failed to connect to payment-service port 80');
      expect(refused).toMatch(/\n7$/m);
    }));

  test('types with the full editor, marks a wrong type, and lets Tab leave', () =>
    inLab(async ({ page }) => {
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.locator('.monaco-host.is-ready').waitFor({ timeout: 30_000 });
      await page.keyboard.press('Control+End');
      await page.keyboard.type('const wrong: number = true;');
      await page.locator('.squiggly-error').first().waitFor({ timeout: 30_000 });

      expect(await page.locator('.monaco-host .view-lines').innerText()).toMatch(/const\s+wrong:\s+number\s+=\s+true;/);
      expect(await page.locator('.squiggly-error').count()).toBe(1);

      await page.keyboard.press('Control+m');
      await page.keyboard.press('Tab');

      expect(await page.evaluate(() => document.activeElement?.closest('.monaco-host') === null)).toBe(true);
    }));
});

const rulesBroken = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
};

describe.each(['light', 'dark'] as const)('axe, %s', (colorScheme) => {
  const inScheme = (use: (lab: LabPage) => Promise<void>): Promise<void> => inLab(use, { ...wide, colorScheme });

  test('a report with timeline and map breaks no WCAG 2.2 AA rule', () =>
    inScheme(async ({ page, runChecks }) => {
      await runChecks();

      expect(await rulesBroken(page)).toEqual([]);
    }));

  test('comparison, logs and an open hint break no WCAG 2.2 AA rule', () =>
    inScheme(async ({ page, report, runChecks }) => {
      await runChecks();
      await report.getByRole('button', { name: 'Show', exact: true }).first().click();
      await page.getByRole('button', { name: 'Compare with the solution' }).click();
      await page.locator('.diff tr.diff-added').first().waitFor();
      await page.getByRole('tab', { name: 'Logs' }).click();

      expect(await rulesBroken(page)).toEqual([]);
    }));

  test('terminal and full editor break no WCAG 2.2 AA rule', () =>
    inScheme(async ({ page, enter }) => {
      await enter('curl http://nowhere/');
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.locator('.monaco-host.is-ready').waitFor({ timeout: 30_000 });

      expect(await rulesBroken(page)).toEqual([]);
    }));
});

test.each(['Task', 'Code', 'System', 'Instruments'])('axe, 390 px: "%s" breaks no WCAG 2.2 AA rule', (part) =>
  inLab(
    async ({ page, runChecks }) => {
      await runChecks();
      await page.locator('.dock').getByRole('tab', { name: part }).click();

      expect(await rulesBroken(page)).toEqual([]);
    },
    { viewport: { width: 390, height: 844 } },
  ),
);
