/**
 * The course as a newcomer meets it, in one go and with no other host in reach: first page, lesson, quiz, lab, a verdict,
 * the repair, and everything still there after a reload.
 * @module
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadQuiz, type LoadedQuiz } from '#quiz/load-quiz.ts';
import { answerQuestion, rightAnswerTo } from '../support/answer-quiz.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const LESSON = 'one-application-many-small-services';
const FILES = ['main.ts', 'read-body.ts', 'bank.ts'];
const SEED_LINE = `curl -X POST http://payment-service/api/payments -d '{ "orderId": "123", "amount": 100 }'`;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function answerWholeQuiz(page: Page): Promise<void> {
  const quiz = (await loadQuiz(LESSON)) as LoadedQuiz;
  for (const solved of quiz.questions) {
    await answerQuestion(page, solved.question.id, rightAnswerTo(quiz, solved), 'sure');
  }
  await page.getByRole('button', { name: 'Mark my answers' }).click();
  await page.getByText(`${quiz.questions.length} of ${quiz.questions.length} right.`).waitFor();
}

/** Puts the reference solution into the plain editor, file by file, as a learner who pastes would. */
async function pasteSolution(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Plain editor' }).click();
  for (const file of FILES) {
    await page.getByRole('tab', { name: file }).click();
    await page
      .getByRole('textbox', { name: new RegExp(`payment-service/${file}`) })
      .fill(readFileSync(`labs/hello-payment/solution/payment-service/${file}`, 'utf8'));
  }
}

test('a newcomer gets from the first page to a verdict, repairs the service and keeps the work', async () => {
  const { context, foreignRequests } = await openLocalContext(browser, { viewport: { width: 1440, height: 960 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));

  await page.goto(inject('siteUrl'));
  await page.getByRole('link', { name: 'Start with lesson 1.1' }).click();
  await page.getByRole('heading', { level: 1, name: /One application/ }).waitFor();
  await answerWholeQuiz(page);

  await page.getByRole('link', { name: 'Labs' }).first().click();
  await page
    .getByRole('link', { name: /Hello, payment/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Type it into the terminal' }).click();
  const input = page.getByRole('textbox', { name: 'Terminal input' });
  await expect.poll(() => input.inputValue()).not.toBe('');
  const typed = await input.inputValue();
  await input.press('Enter');
  const answer = await page.getByRole('log', { name: 'Terminal output' }).getByText('"accepted"').innerText();

  await page.getByRole('button', { name: /Run checks/ }).click();
  const report = page.getByRole('region', { name: 'Report of C1' });
  await report.getByText('was 201, but the bank has no payment').waitFor();
  const verdict = await report.innerText();
  const marks = await report.locator('mark').allInnerTexts();

  await pasteSolution(page);
  await page.getByRole('button', { name: /Run checks/ }).click();
  await page.getByText('4 of 4 held').waitFor();
  await page.getByText('Saved on this device').first().waitFor();
  await page.reload();
  const code = page.getByLabel(/payment-service\/main\.ts/).first();
  await expect.poll(() => code.innerText(), { timeout: 10_000 }).toContain('/health');
  await page.goto(new URL('workbook/', inject('siteUrl')).href);
  const workbook = await page.getByRole('main').innerText();
  await context.close();

  expect(typed).toBe(SEED_LINE);
  expect(answer).toContain('accepted');
  expect(verdict).toContain('application/x-www-form-urlencoded');
  expect(verdict).toMatch(/payment-service\/main\.ts, line \d+/);
  expect(verdict).toMatch(/hello-payment\/01 seed=\d+/);
  expect(new Set(marks)).toEqual(new Set(['r-1']));
  expect(workbook).toContain('Hello, payment');
  expect(errors).toEqual([]);
  expect(foreignRequests).toEqual([]);
});

test('a press that comes before the script of the lab is made as soon as the script is there', async () => {
  const { context } = await openLocalContext(browser);
  const page = await context.newPage();
  const held = Promise.withResolvers<undefined>();
  await page.route(/mount-workbench/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(new URL('labs/hello-payment/', inject('siteUrl')).href, { waitUntil: 'domcontentloaded' });
  await page.getByRole('button', { name: 'Type it into the terminal' }).click();
  const input = page.getByRole('textbox', { name: 'Terminal input' });
  const before = await input.inputValue();
  held.resolve(undefined);
  await expect.poll(() => input.inputValue(), { timeout: 20_000 }).toBe(SEED_LINE);
  await context.close();

  expect(before).toBe('');
});
