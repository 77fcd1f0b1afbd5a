/**
 * The quiz in a real page: by keyboard, round by round, restored, without a connection, on paper, and read as source.
 * @module
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { listQuizzes, loadQuiz } from '#quiz/load-quiz.ts';
import type { LoadedQuiz } from '#quiz/load-quiz.ts';
import {
  announced,
  answerByKeyboard,
  answerQuestion,
  listenForAnswers,
  rightAnswerTo,
  wrongAnswerTo,
} from '../support/answer-quiz.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const LESSON = 'map-of-the-shop';
const PAGE_PATH = `lessons/what-are-microservices/${LESSON}/`;
const markButton = (page: Page) => page.getByRole('button', { name: 'Mark my answers' });
const status = (page: Page) => page.locator('.quiz-status');

let browser: Browser;
let quiz: LoadedQuiz;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  quiz = (await loadQuiz(LESSON)) as LoadedQuiz;
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
});

async function openQuiz(options: BrowserContextOptions = {}): Promise<Page> {
  const { context } = await openLocalContext(browser, options);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(new URL(PAGE_PATH, inject('siteUrl')).href, { waitUntil: 'networkidle' });
  await listenForAnswers(page);
  return page;
}

/** Answers every question right but the given ones. */
async function answerAllBut(page: Page, missed: readonly string[]): Promise<void> {
  for (const solved of quiz.questions) {
    const answerTo = missed.includes(solved.question.id) ? wrongAnswerTo : rightAnswerTo;
    await answerQuestion(page, solved.question.id, answerTo(quiz, solved));
  }
}

const solvedOf = (id: string) =>
  quiz.questions.find(({ question }) => question.id === id) as LoadedQuiz['questions'][number];

const MISSED = ['q-who-owns', 'q-path-of-order'];

test('right answers of every kind are marked as right, and their explanations open', async () => {
  const page = await openQuiz();
  await answerAllBut(page, []);
  await markButton(page).click();
  await status(page).getByText('8 of 8 right.').waitFor();

  expect(await page.locator('.explanation').allInnerTexts()).toHaveLength(8);
  expect(await page.locator('.explanation').last().innerText()).toContain('whether the customer is waiting for it');
  expect(await page.getByRole('button', { name: 'Start over' }).isVisible()).toBe(true);
});

test('only the missed questions are asked again, and their answers stay hidden until they are asked for', async () => {
  const page = await openQuiz();
  await answerAllBut(page, MISSED);
  await markButton(page).click();
  await status(page).getByText('6 of 8 right. Not yet: question 1, question 5.').waitFor();
  const hidden = page.locator('[data-state="missed"] :is(.explanation, .solution)');

  expect(await hidden.count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('quiz-status');

  await page.getByRole('button', { name: 'Try the missed ones again' }).click();

  expect(await page.locator('[data-question]:not([data-locked])').count()).toBe(2);
  expect(await page.evaluate(() => document.activeElement?.closest('[data-question]')?.id)).toBe('question-q-who-owns');

  await answerQuestion(page, 'q-who-owns', rightAnswerTo(quiz, solvedOf('q-who-owns')), 'guess');
  await answerQuestion(page, 'q-path-of-order', wrongAnswerTo(quiz, solvedOf('q-path-of-order')), 'sure');
  await markButton(page).click();
  await status(page).getByText('7 of 8 right. Not yet: question 5.').waitFor();

  expect(await page.locator('#question-q-who-owns .result').innerText()).toMatch(/^Right, by a guess/);
  expect(await page.locator('#question-q-path-of-order .result').innerText()).toMatch(/though sure/);

  await page.getByRole('button', { name: 'See the answers' }).click();
  await page.locator('#question-q-path-of-order .solution').waitFor();

  expect(await page.locator('#question-q-path-of-order .solution li').first().innerText()).toContain(
    'Orders takes over',
  );
  const details = await announced(page);

  expect(details.map(({ attempts }) => attempts.length)).toEqual([8, 2, 0]);
  expect(details[1]?.attempts.map(({ round, sitting, confidence }) => [sitting, round, confidence])).toEqual([
    [1, 2, 'guess'],
    [1, 2, 'sure'],
  ]);
  expect(details[2]?.answersSeenInSitting).toBe(1);
});

test('a wrong choice opens its own feedback under itself, beginning with the belief', async () => {
  const page = await openQuiz();
  await answerAllBut(page, ['q-inventory-cut']);
  await markButton(page).click();
  const feedback = page.locator('#question-q-inventory-cut .feedback');
  await feedback.waitFor();

  expect(await feedback.count()).toBe(1);
  expect(await feedback.innerText()).toMatch(/^Not right\.\s+The belief behind this: /);
  expect(await page.locator('.option:has(.feedback[data-verdict="wrong"]) input:checked').count()).toBe(1);
});

test('the whole quiz can be answered and marked with the keyboard', async () => {
  const page = await openQuiz();
  await page.locator('#check').evaluate((heading) => {
    heading.tabIndex = -1;
    heading.focus();
  });
  const tabCount = await answerByKeyboard(page);
  await status(page).getByText('of 8 right.').waitFor();

  expect(tabCount).toBeLessThan(60);
  expect((await announced(page))[0]?.attempts).toHaveLength(8);
});

test('steps move by keyboard, keep the focus and say where they stand', async () => {
  const page = await openQuiz();
  const second = page.locator('.steps > li').nth(1);
  const text = await second.locator('.step-text').innerText();
  await second.locator('[data-action="up"]').focus();
  await page.keyboard.press('Enter');
  await status(page).getByText(`${text}: now 1 of 6.`).waitFor();

  expect(await page.locator('.steps > li').first().locator('.step-text').innerText()).toBe(text);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('up');
});

test('steps move by dragging', async () => {
  const page = await openQuiz();
  const steps = page.locator('.steps > li');
  const text = await steps.first().locator('.step-text').innerText();
  await steps.first().hover();
  await page.locator('.steps > li[draggable="true"]').first().waitFor();
  await steps.first().locator('.step-text').dragTo(steps.nth(3));

  expect(await steps.first().locator('.step-text').innerText()).not.toBe(text);
  expect(await steps.locator('.step-text').allInnerTexts()).toContain(text);
});

test('nothing is marked while an answer or a confidence is missing, and the focus goes to the first gap', async () => {
  const page = await openQuiz();
  await markButton(page).click();
  await status(page).getByText('Not marked yet. Without an answer: 7. Without “how sure”: 8.').waitFor();

  expect(await page.evaluate(() => document.activeElement?.closest('[data-question]')?.id)).toBe('question-q-who-owns');
  expect(await page.locator('[data-question][data-state]').count()).toBe(0);
  expect(await announced(page)).toEqual([]);
});

test('a lost connection is told and loses no answer', async () => {
  const page = await openQuiz();
  await page.context().route('**/quizzes/*.json', (route) => route.abort());
  await answerAllBut(page, []);
  await markButton(page).click();
  await status(page).getByText('Could not be loaded').waitFor();
  await page.context().unroute('**/quizzes/*.json');
  await markButton(page).click();
  await status(page).getByText('8 of 8 right.').waitFor();

  expect(await announced(page)).toHaveLength(1);
});

test('restore() shows the latest sitting of a record as it was left', async () => {
  const first = await openQuiz();
  await answerAllBut(first, MISSED);
  await markButton(first).click();
  await status(first).getByText('6 of 8 right.').waitFor();
  const [detail] = await announced(first);

  const second = await openQuiz();
  await second.evaluate(async (record) => {
    dispatchEvent(new Event('course:wake'));
    await customElements.whenDefined('course-quiz');
    const element = document.querySelector('course-quiz') as unknown as { restore: (given: unknown) => void };
    element.restore(record);
  }, detail);
  await second.locator('course-quiz').scrollIntoViewIfNeeded();
  await status(second).getByText('6 of 8 right. Not yet: question 1, question 5.').waitFor();

  expect(await second.locator('.answer input:checked').count()).toBe(
    await first.locator('.answer input:checked').count(),
  );
  expect(await second.locator('[data-state="missed"]').count()).toBe(2);
  expect(await second.locator('.steps .step-text').allInnerTexts()).toEqual(
    await first.locator('.steps .step-text').allInnerTexts(),
  );
});

test('a reload gives back what was marked', async () => {
  const page = await openQuiz();
  await answerAllBut(page, MISSED);
  await markButton(page).click();
  await status(page).getByText('6 of 8 right.').waitFor();
  await page.getByText('Saved on this device').first().waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  await page.locator('course-quiz').scrollIntoViewIfNeeded();
  await status(page).getByText('6 of 8 right. Not yet: question 1, question 5.').waitFor();

  expect(await page.locator('[data-state="missed"] .explanation').count()).toBe(0);
  expect(await page.locator('[data-question][data-state="right"]').count()).toBe(6);
});

test('starting over asks everything again and counts as another sitting', async () => {
  const page = await openQuiz();
  await answerAllBut(page, []);
  await markButton(page).click();
  await page.getByRole('button', { name: 'Start over' }).click();

  expect(await page.locator('.feedback, .explanation, .result').count()).toBe(0);

  await answerAllBut(page, MISSED);
  await markButton(page).click();
  await status(page).getByText('6 of 8 right.').waitFor();

  expect((await announced(page))[1]?.attempts.map(({ sitting }) => sitting)).toEqual(
    Array.from({ length: 8 }, () => 2),
  );
});

// In forced colours the system picks the colours, and axe cannot know them.
describe.each<[string, BrowserContextOptions, string[]]>([
  ['light', { colorScheme: 'light' }, []],
  ['dark', { colorScheme: 'dark' }, []],
  ['320 px', { viewport: { width: 320, height: 640 }, hasTouch: true }, []],
  ['forced colours', { forcedColors: 'active' }, ['color-contrast']],
])('marked, in %s', (_name, options, disabledRules) => {
  test('breaks no WCAG 2.2 AA rule, fits its width, and offers targets of 44 px', async () => {
    const page = await openQuiz(options);
    await answerAllBut(page, [...MISSED, 'q-search-price', 'q-copies-allowed']);
    await markButton(page).click();
    await page.locator('.result').last().waitFor();
    const { violations } = await new AxeBuilder({ page })
      .include('course-quiz')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .disableRules(disabledRules)
      .analyze();
    const overflowPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const heights = await page
      .locator('course-quiz :is(.option > label, .confidence label, select, .step-move, .typed input):visible')
      .evaluateAll((targets) => targets.map((target) => target.getBoundingClientRect().height));

    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    ).toEqual([]);
    expect(overflowPx).toBeLessThanOrEqual(0);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});

test('prints as a worksheet: empty controls, no feedback, no buttons', async () => {
  const page = await openQuiz();
  await answerAllBut(page, MISSED);
  await markButton(page).click();
  await page.locator('.result').last().waitFor();
  await page.emulateMedia({ media: 'print' });
  const quizElement = page.locator('course-quiz');
  const visible = async (selector: string) =>
    quizElement
      .locator(selector)
      .evaluateAll((all) => all.filter((element) => element.getClientRects().length > 0).length);

  expect(await visible('.feedback, .result, .explanation, .solution, button')).toBe(0);
  expect(await visible('legend')).toBeGreaterThanOrEqual(16);
  expect(await visible('.pair-targets')).toBe(1);
  expect(
    await quizElement
      .locator('select')
      .first()
      .evaluate((select) => getComputedStyle(select).color),
  ).toBe('rgba(0, 0, 0, 0)');
  expect(
    await quizElement
      .locator('input:checked')
      .first()
      .evaluate((input) => getComputedStyle(input, '::before').display),
  ).toBe('none');
});

test('without scripts the questions are readable and say why nothing marks them', async () => {
  const page = await browser.newContext({ javaScriptEnabled: false }).then((context) => {
    contexts.push(context);
    return context.newPage();
  });
  await page.goto(new URL(PAGE_PATH, inject('siteUrl')).href);

  expect(await page.getByText('Answers are marked by a script').isVisible()).toBe(true);
  expect(await page.locator('course-quiz button:visible').count()).toBe(0);
  expect(await page.locator('course-quiz legend:visible').count()).toBeGreaterThanOrEqual(16);
});

test.each(await listQuizzes())(
  'neither page nor file of "%s" lets a key, a belief or an explanation be read',
  async (lesson) => {
    const { questions } = (await loadQuiz(lesson)) as LoadedQuiz;
    const secrets = questions.flatMap(({ question }) =>
      [...JSON.stringify(question).matchAll(/"(?:feedback|explain|otherwise|answerFeedback)":"([^"\\]{15,60})/g)].map(
        (match) => String(match[1]),
      ),
    );
    const [page = ''] = globSync(`lessons/*/${lesson}/index.html`, { cwd: inject('siteFolder') });
    const html = readFileSync(path.join(inject('siteFolder'), page), 'utf8');
    const quizHtml = html.slice(html.indexOf('<course-quiz'), html.indexOf('</course-quiz>'));
    const readable = quizHtml + readFileSync(path.join(inject('siteFolder'), `quizzes/${lesson}.json`), 'utf8');

    expect(quizHtml.length).toBeGreaterThan(3_000);
    expect(secrets.length).toBeGreaterThan(questions.length * 3);
    expect(secrets.filter((secret) => readable.includes(secret))).toEqual([]);
    expect(readable.match(/\b(?:correct|misconception|isRight|belief)["=:]|The belief behind/gi)).toBeNull();
  },
);

test('the quiz costs a page no script and no answers before the first touch, and then at most 5 KB of script', async () => {
  const page = await openQuiz();
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
  const early = await loaded();
  await page.locator('course-quiz input').first().focus();
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /quizzes.*json/.test(name)),
  );
  const scripts = (await loaded()).filter((url) => /\/quiz[^/]*\.js$/i.test(url));
  const sizes = scripts.map((url) => {
    const script = readFileSync(path.join(inject('siteFolder'), new URL(url).pathname));
    return gzipSync(script, { level: 9 }).length;
  });
  const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);

  expect(early.filter((url) => /\/quiz/i.test(url))).toEqual([]);
  expect(totalBytes).toBeGreaterThan(3_000);
  expect(totalBytes).toBeLessThanOrEqual(5_000);
});
