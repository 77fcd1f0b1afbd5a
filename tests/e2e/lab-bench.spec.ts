/**
 * What the bench adds to the lab page: the search for a failing seed, and a timeline of faults.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { WorkbenchProgram } from '#workbench/state/workbench-data.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { checkCode } from '../support/check-code.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const files = ['main.ts', 'bank.ts', 'read-body.ts'].map((name) => `payment-service/${name}`);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

type Change = (program: WorkbenchProgram) => WorkbenchProgram;

/** Opens the lab, with its first check replaced where a test brings one of its own. */
async function inLab(
  use: (lab: LabPage) => Promise<void>,
  options: BrowserContextOptions = wide,
  change: Change = (program) => program,
): Promise<void> {
  const { context, foreignRequests } = await openLocalContext(browser, options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('**/program.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: change((await answer.json()) as WorkbenchProgram) });
  });
  await use(await openLabPage(page, inject('siteUrl')));
  await context.close();
  expect([...errors, ...foreignRequests]).toEqual([]);
}

/** The solution, but every payment gets the same id. */
async function writeSharedId({ write }: LabPage): Promise<void> {
  for (const path of files) {
    const solution = readFileSync(`labs/hello-payment/solution/${path}`, 'utf8');
    await write(path, solution.replace('crypto.randomUUID()', "'p-1'"));
  }
}

/** Only the check that posts fifty at once: the one with traffic. */
const onlyTraffic: Change = ({ program, ...rest }) => ({
  ...rest,
  program: { ...program, checks: program.checks.filter(({ slug }) => slug.startsWith('04')) },
});

/** A check of every kind of fault, which always fails so that its timeline is opened. */
const faulty: Change = ({ program, ...rest }) => {
  const [first, ...others] = program.checks;
  const code = checkCode(`
    const pay = (orderId) => bench.request({ method: 'POST', url: 'http://payment-service/api/payments',
      headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ orderId, amount: 1 }), timeoutMs: 900 });
    const edge = { from: 'payment-service', to: 'bank' };
    await pay('1001');
    const slow = await bench.toxic(edge, { type: 'latency', attributes: { latency: 120 } });
    await pay('1002');
    await slow.remove();
    const twice = await bench.message({ from: 'client', to: 'payment-service' }, { duplicate: 1 });
    await pay('1003');
    await twice.remove();
    const parted = await bench.partition([['client'], ['payment-service']]);
    const lost = await pay('1004');
    await parted.remove();
    await bench.kill('payment-service');
    await bench.sleep(20);
    await bench.restart('payment-service');
    await pay('1005');
    return fail('4 of 5 paid', { id: 'lost', seen: '[[' + lost.id + ']] never arrived.', expected: 'an answer',
      received: 'none', why: 'Nobody knows.', example: { label: lost.id, lookAt: { operation: lost.id, at: 'note' } } });`);
  return { ...rest, program: { ...program, checks: [{ ...first, code }, ...others] as typeof program.checks } };
};

const rulesBroken = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
};

const searched = (page: Page) => page.locator('.search[data-search="done"]').waitFor({ timeout: 60_000 });

describe('search for a failing seed', () => {
  test('finds the requests that are enough, opens their run, and goes to the whole one and back', () =>
    inLab(
      async (lab) => {
        const { page, report } = lab;
        await writeSharedId(lab);
        await page.getByRole('button', { name: 'Search 200 seeds' }).click();
        await searched(page);

        expect(await page.locator('.search-result').innerText()).toContain('2 of 150 requests are enough: r-1, r-2.');
        expect(await report.locator('.seed code').innerText()).toBe('hello-payment/04 seed=1 keep=1-2');
        expect(await page.locator('.timeline .message').count()).toBeGreaterThan(4);

        await page.getByRole('button', { name: 'All 150' }).click();
        expect(await report.locator('.seed code').innerText()).toBe('hello-payment/04 seed=1');
        await page.getByRole('button', { name: 'These requests' }).click();
        await page.getByRole('button', { name: 'Run again with these requests' }).click();
        await page.locator('.bench[data-run="done"]').waitFor();

        expect(await report.locator('.seed code').innerText()).toBe('hello-payment/04 seed=1 keep=1-2');
        expect(await rulesBroken(page)).toEqual([]);
      },
      wide,
      onlyTraffic,
    ));

  test('says in words how far it is, by keyboard alone, and stops when asked', () =>
    inLab(async ({ page }) => {
      await page.getByRole('button', { name: 'Search 200 seeds' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Stop the search' }).waitFor();

      expect(await page.getByRole('progressbar', { name: 'Seeds that passed' }).count()).toBe(1);
      expect(await page.getByRole('button', { name: 'Run checks' }).isDisabled()).toBe(true);

      await page.getByRole('button', { name: 'Stop the search' }).press('Enter');
      await page.locator('.search[data-search="stopped"]').waitFor();

      expect(await page.locator('.search [role="status"]').first().innerText()).toContain('Search stopped.');
      expect(await page.getByRole('button', { name: 'Run checks' }).isDisabled()).toBe(false);
    }));

  test('leaves nothing half done when the page is loaded again in the middle', () =>
    inLab(async ({ page, runChecks }) => {
      await page.getByRole('button', { name: 'Search 200 seeds' }).click();
      await page.getByRole('button', { name: 'Stop the search' }).waitFor();
      await page.reload();
      await page.locator('.bench[data-alive]').waitFor();

      expect(await page.locator('.search').getAttribute('data-search')).toBe('none');
      await runChecks();
      expect(await page.locator('.bench').getAttribute('data-run')).toBe('done');
    }));

  test('replays a line that was typed in, and says what is wrong with one that is none', () =>
    inLab(async ({ page, report }) => {
      await page.getByText('Replay a line').click();
      const line = page.getByRole('textbox', { name: /Line of a report/ });
      await line.fill('seed 4711');
      await line.press('Enter');
      expect(await page.locator('#replay-problem').innerText()).toContain('This is no replay line.');

      await line.fill('hello-payment/01 seed=99');
      await line.press('Enter');
      await page.locator('.bench[data-run="done"]').waitFor();

      expect(await report.locator('.seed code').innerText()).toBe('hello-payment/01 seed=99');
      expect(await page.locator('#replay-problem').innerText()).toBe('');
    }));
});

describe('timeline of faults', () => {
  const openAll = async ({ page, runChecks }: LabPage): Promise<void> => {
    await runChecks();
    await page.getByRole('button', { name: 'All of it' }).click();
  };

  test('draws bands, a kill, lost and doubled messages, and says each in the list', () =>
    inLab(
      async (lab) => {
        await openAll(lab);
        const { page } = lab;
        const list = await page.locator('.twin ol').innerText();

        expect(await page.locator('.timeline rect.band').count()).toBeGreaterThanOrEqual(3);
        expect(await page.locator('.timeline .moment-killed .cross').count()).toBe(1);
        expect(await page.locator('.timeline .message.is-hurt').count()).toBeGreaterThan(0);
        expect(list).toMatch(/bank, fault begins: .*120 ms/);
        expect(list).toContain('payment-service is killed (SIGKILL)');
        expect(list).toContain('a second copy that the network made');
        expect(list).toMatch(/client → payment-service: .* never arrived/);
      },
      wide,
      faulty,
    ));

  test.each([
    ['wide and light', { ...wide, colorScheme: 'light' }],
    ['wide and dark', { ...wide, colorScheme: 'dark' }],
    ['on a phone', phone],
  ] as const)('breaks no WCAG 2.2 AA rule, %s', (_name, options) =>
    inLab(
      async (lab) => {
        await lab.runChecks();
        await lab.report.getByRole('button', { name: 'Show the timeline' }).click();
        await lab.page.getByRole('button', { name: 'All of it' }).click();

        expect(await rulesBroken(lab.page)).toEqual([]);
      },
      options,
      faulty,
    ),
  );

  test('shows a service’s own note where it was made, in drawing, list and code', () =>
    inLab(async ({ page, write, runChecks }) => {
      const starter = readFileSync('labs/hello-payment/starter/payment-service/main.ts', 'utf8');
      await write(
        'payment-service/main.ts',
        starter.replace('  return context.json(', "  console.timeStamp('asked the bank');\n  return context.json("),
      );
      await runChecks();

      expect(await page.locator('.timeline .moment-note .note').count()).toBe(1);
      await page.locator('.twin button', { hasText: 'payment-service notes: asked the bank' }).click();
      expect(await page.locator('.entry-more').innerText()).toMatch(/payment-service\/main\.ts, line \d+/);
    }));
});
