/**
 * The lab page when something goes wrong: what it says, that nothing is lost, and that one can go on.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { keepStorageBusy } from '../support/keep-storage-busy.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const main = 'payment-service/main.ts';
const starter = readFileSync(`labs/hello-payment/starter/${main}`, 'utf8');
const order = `curl -sS -m 3 http://payment-service/api/payments --json '{ "orderId": "1", "amount": 5 }'`;

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
  contexts.push(context);
  return context;
}

const openLab = async (context?: BrowserContext): Promise<LabPage> =>
  openLabPage(await (context ?? (await openContext())).newPage(), inject('siteUrl'));

const codeOf = ({ page }: LabPage) => page.locator('.code-body');
const trouble = ({ page }: LabPage) => page.locator('.run .trouble');
const servicesOf = ({ page }: LabPage) => page.locator('.services');

describe('two tabs', () => {
  test('a text typed in one tab shows in the other, which says so; both texts can be had again', async () => {
    const context = await openContext();
    const here = await openLab(context);
    const there = await openLab(context);

    await here.write(main, '// from here');
    await there.page.locator('.notice').waitFor();
    await codeOf(there).getByText('// from here').waitFor();
    await there.write(main, '// from there, and quite a lot longer than it was before');
    await here.page.locator('.notice').waitFor();

    expect(await there.page.locator('.notice').innerText()).toContain('another tab changed this file');
    expect(await here.page.locator('.notice').innerText()).toContain('another tab changed this file');
    expect(await here.page.locator('.plain-editor textarea').inputValue()).toMatch(/^\/\/ from there/);
  });
});

describe('reload', () => {
  test('keeps the last key, also when storage was busy all the while', async () => {
    const lab = await openLab();
    await lab.write(main, 'x');
    await lab.page.locator('course-saved[data-state="saved"]').waitFor();
    await lab.page.evaluate(keepStorageBusy, 'ensemble:microservices:/');

    await lab.page.locator('.plain-editor textarea').pressSequentially(' typed at the very end');
    await lab.page.reload();

    await codeOf(lab).getByText('x typed at the very end').waitFor();
    expect(await codeOf(lab).innerText()).toContain('x typed at the very end');
  });

  test('in the middle of a run leaves a page that can run again', async () => {
    const lab = await openLab();
    await lab.write(main, `${starter}\nwhile (true) {}\n`);
    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await lab.page.locator('.check.is-running').waitFor();

    await lab.page.reload();
    await codeOf(lab).getByText('while (true) {}').waitFor();
    await lab.runChecks();

    expect(await lab.report.innerText()).toContain('a loop that never ends does this');
  });

  test('with a syntax error keeps the text and names the place again', async () => {
    const lab = await openLab();
    await lab.write(main, `${starter}\nconst = 3;\n`);
    await lab.page.locator('course-saved[data-state="saved"]').waitFor();

    await lab.page.reload();
    await codeOf(lab).getByText('const = 3;').waitFor();
    await lab.page.getByRole('button', { name: 'Start the services' }).click();
    await servicesOf(lab).getByRole('alert').waitFor();

    expect(await servicesOf(lab).getByRole('alert').innerText()).toMatch(
      /payment-service could not be read: SyntaxError: .*payment-service\/main\.ts, line 22/s,
    );
  });
});

describe('run and stop', () => {
  test('a double click on Run checks runs once and to its end', async () => {
    const lab = await openLab();

    await lab.page.getByRole('button', { name: 'Run checks' }).dblclick();
    await lab.page.locator('.bench:is([data-run="done"], [data-run="stopped"])').waitFor();

    expect(await lab.page.locator('.run-row').innerText()).toContain('0 of 4 held');
  });

  test('a stopped run says that nothing was judged, and the next one judges', async () => {
    const lab = await openLab();
    await lab.write(main, 'while (true) {}\n');
    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await lab.page.getByRole('button', { name: 'Stop the run' }).click();
    await lab.page.locator('.bench[data-run="stopped"]').waitFor();

    expect(await lab.page.locator('.run-row').innerText()).toContain('Stopped. Nothing was judged after that.');

    await lab.runChecks();
    expect(await lab.page.locator('.run-row').innerText()).toContain('0 of 4 held');
  });
});

describe('what is missing', () => {
  test('storage: the page says that nothing is saved, and the lab works', async () => {
    const context = await openContext();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('The operation is insecure', 'SecurityError');
        },
      });
    });
    const lab = await openLab(context);
    const banner = lab.page.locator('course-saved [role="status"]');
    await banner.getByText('this browser lets the page store nothing').waitFor();

    expect(await banner.isVisible()).toBe(true);
    expect(await lab.enter('curl http://bank/ledger')).toContain('[]');
  });

  test('the engine’s frame: the page says which file is not there, and the next try works', async () => {
    const context = await openContext();
    await context.route(/engine\/frame\.html/, (route) => route.fulfill({ status: 404, body: 'not found' }));
    const lab = await openLab(context);

    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await trouble(lab).waitFor({ timeout: 15_000 });
    expect(await trouble(lab).innerText()).toMatch(/server answers 404 for \/engine\/frame\.html.*next try works/s);

    await context.unroute(/engine\/frame\.html/);
    await lab.runChecks();
    expect(await lab.page.locator('.run-row').innerText()).toContain('0 of 4 held');
  });

  test('the scripts of the page, for a while: a press that comes before them is made good', async () => {
    const context = await openContext();
    let deliver = () => {};
    const delivery = new Promise<void>((resolve) => (deliver = resolve));
    await context.route(/_astro\/.*\.js/, async (route) => {
      await delivery;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(`${inject('siteUrl')}labs/hello-payment/index.html`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Type it into the terminal' }).click();
    deliver();
    const input = page.getByRole('textbox', { name: 'Terminal input' });

    await expect.poll(() => input.inputValue()).toContain('curl -X POST');
  });

  test('the script of the lab: the page says so where one presses, and works after a reload', async () => {
    const context = await openContext();
    await context.route(/mount-workbench/, (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${inject('siteUrl')}labs/hello-payment/index.html`);
    await page.locator('.run .trouble').waitFor();
    const said = await page.getByRole('alert').innerText();

    await context.unroute(/mount-workbench/);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.locator('.bench[data-alive]').waitFor();

    expect(said).toMatch(/could not be loaded: the server did not answer.*Check the connection, then reload the page/s);
    expect(await page.locator('.run .trouble').count()).toBe(0);
  });

  test('the connection: the page does not ask for a reload, and works when it is back', async () => {
    const context = await openContext();
    const lab = await openLab(context);
    await context.setOffline(true);

    await lab.page.getByRole('button', { name: 'Run checks' }).click();
    await trouble(lab).waitFor();
    const said = await trouble(lab).innerText();
    await lab.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await lab.page.locator('.plain-editor textarea').waitFor();
    await context.setOffline(false);
    await lab.runChecks();

    expect(said).toMatch(/could not be loaded.*Check the connection, then try again/s);
    expect(await lab.page.locator('.run-row').innerText()).toContain('0 of 4 held');
  });
});

interface Trouble {
  readonly name: string;
  readonly text: string;
  /** What curl says to a request. */
  readonly curl: RegExp;
  /** What the list of services says. */
  readonly services: RegExp;
  /** What the report of the checks says. */
  readonly report: RegExp;
}

const inHandler = (code: string): string => starter.replace('const payment =', `${code}\n  const payment =`);
const refused = /curl: \(7\) Failed to connect/;

const troubles: readonly Trouble[] = [
  {
    name: 'throws at start',
    text: `${starter}\nthrow new Error('no database');\n`,
    curl: /\(7\).*payment-service has ended \(exit 1\).*start payment-service/s,
    services: /payment-service ended: Error: no database\s+payment-service\/main\.ts, line 22, column 7/,
    report: /ended before it listened on port 80: Error: no database/,
  },
  {
    name: 'exits at start',
    text: `${starter}\nprocess.exit(3);\n`,
    curl: refused,
    services: /ended with exit code 3 before it listened on port 80; a service runs until it is stopped/,
    report: /ended with exit code 3 before it listened on port 80/,
  },
  {
    name: 'never listens',
    text: starter.replace(/serve\(\{[\s\S]*$/, 'setInterval(() => {}, 1000);\nconsole.log(port);\n'),
    curl: refused,
    services: /runs but listens on no port; it should listen on port 80, which is in PORT/,
    report: /runs but listens on no port/,
  },
  {
    name: 'listens on a port of its own',
    text: starter.replace('Number(process.env.PORT ?? 4000)', '4000'),
    curl: refused,
    services: /payment-service listens on port 4000, but its environment says PORT=80/,
    report: /listens on port 4000, but its environment says PORT=80/,
  },
  {
    name: 'listens twice on a port',
    text: `${starter}\nserve({ fetch: app.fetch, port });\n`,
    curl: refused,
    services: /EADDRINUSE/,
    report: /listens twice on port 80, and the second attempt ended it/,
  },
  {
    name: 'loops at start',
    text: `${starter}\nwhile (true) {}\n`,
    curl: refused,
    services: /stopped by the bench after \d s of computing without a pause; a loop that never ends does this/,
    report: /stopped by the bench after \d s of computing without a pause, while it started/,
  },
  {
    name: 'loops in a handler',
    text: inHandler('while (true) {}'),
    curl: /curl: \(52\) Empty reply from server/,
    services: /stopped by the bench after \d s of computing without a pause/,
    report: /stopped by the bench after \d s of computing while it handled r-1/,
  },
  {
    name: 'exits in a handler',
    text: inHandler('process.exit(1);'),
    curl: /curl: \(52\) Empty reply from server/,
    services: /payment-service ended: exit 1/,
    report: /r-1 never got an answer/,
  },
  {
    name: 'answers nothing',
    text: inHandler('await new Promise(() => {});'),
    curl: /curl: \(28\) Operation timed out after 3000 milliseconds/,
    services: /payment-service running/,
    report: /r-1 never got an answer: ETIMEDOUT/,
  },
  {
    name: 'imports a package that the lab has not',
    text: `import express from 'express';\n${starter}`,
    curl: refused,
    services: /Cannot find package 'express'.*this lab offers @hono\/node-server, hono/,
    report: /imports something that is not there/,
  },
];

describe('a service that', () => {
  test.each(troubles)('$name is named by curl, services and report', async ({ text, curl, services, report }) => {
    const lab = await openLab();
    await lab.write(main, text);

    expect(await lab.enter(order)).toMatch(curl);
    expect(await servicesOf(lab).innerText()).toMatch(services);

    await lab.runChecks();
    expect(await lab.report.first().innerText()).toMatch(report);

    await lab.write(main, starter);
    expect(await lab.enter(order)).toContain('"accepted"');
  });

  test('ended during a request is listed as ended by the next command', async () => {
    const lab = await openLab();
    await lab.write(main, inHandler('process.exit(1);'));

    await lab.enter(order);

    expect(await lab.enter('services')).toMatch(/payment-service +exited \(exit 1\)/);
  });
});

describe('the terminal', () => {
  test('takes a line broken with backslashes and a body over several lines, as pasted', async () => {
    const lab = await openLab();

    const printed = await lab.enter(
      [
        'curl -X POST \\',
        '  http://payment-service/api/payments \\',
        '  -H "Content-Type: application/json" \\',
        "  -d '{",
        '    "orderId": "7",',
        '    "amount": 3',
        "  }'",
      ].join('\n'),
    );

    expect(printed).toContain('{"status":"accepted","orderId":"7","amount":3}');
  });

  test.each([
    ['curl -L http://bank/', /option -L: not in this terminal/],
    ['curl --body x http://bank/', /option --body: is unknown/],
    ['curl -X', /option -X: requires parameter/],
    ['curl', /no URL specified/],
    ['curl https://bank/', /speak http, not https/],
    ['cat main.ts', /No such file or directory\s+There is payment-service\/main\.ts\./],
    ['npm test', /npm: command not found\s+"help" lists/],
    ['curl bank/ledger | jq .', /no pipes: run one command at a time/],
    ['start nothing', /no such service\. There are: bank, payment-service/],
  ])('answers %j with what to do instead', async (line, answer) => {
    const lab = await openLab();

    expect(await lab.enter(line)).toMatch(answer);
  });
});

describe('earlier versions', () => {
  test('lists what was judged and what was reset, brings one back, and undoes that', async () => {
    const lab = await openLab();
    await lab.write(main, `${starter}// judged\n`);
    await lab.runChecks();
    await lab.write(main, `${starter}// reset\n`);
    await lab.page.getByRole('button', { name: 'Reset this file' }).click();
    await lab.page.getByText('Earlier versions of main.ts').click();
    const items = lab.page.locator('.versions li');
    await items.nth(1).waitFor();
    const listed = await items.allInnerTexts();
    const { violations } = await new AxeBuilder({ page: lab.page }).include('.versions').analyze();

    await items.nth(1).getByRole('button', { name: 'Bring back' }).click();
    await lab.page.locator('.notice', { hasText: 'an earlier version is back' }).waitFor();
    const back = await lab.page.locator('.plain-editor textarea').inputValue();
    await lab.page.getByRole('button', { name: 'Undo the last replacement' }).click();
    await lab.page.locator('.notice', { hasText: 'the earlier text is back' }).waitFor();

    expect(listed[0]).toMatch(/\d\d:\d\d:\d\d.*before a reset, 21 lines/s);
    expect(listed[1]).toMatch(/judged by a run, 21 lines/);
    expect(violations).toEqual([]);
    expect(back).toContain('// judged');
    expect(await lab.page.locator('.plain-editor textarea').inputValue()).toBe(starter);
  });
});

test('on paper the code wraps and what cannot be pressed is left out', async () => {
  const lab = await openLab();
  await lab.page.setViewportSize({ width: 718, height: 1000 });
  await lab.page.emulateMedia({ media: 'print' });
  const widths = await lab.page
    .locator('.code-lines .line')
    .evaluateAll((lines) => lines.map(({ scrollWidth }) => scrollWidth));

  expect(Math.max(...widths)).toBeLessThanOrEqual(718);
  expect(await lab.page.locator('.files-menu').isVisible()).toBe(false);
});
