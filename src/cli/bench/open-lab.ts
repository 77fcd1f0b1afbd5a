/**
 * Time from asking for the lab page to the first answer of a service in its terminal, cold (an empty browser profile) and
 * warm (the page a second time), against loading a lesson page in the same browser. Needs Chromium.
 * @module
 */
import { type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import { type Measurement, median } from './measurement.ts';

const ROUNDS = 5;
const LAB_PAGE = 'labs/hello-payment/';
const LESSON_PAGE = 'lessons/what-are-microservices/one-application-many-small-services/';
const ANSWER_LIMIT_MS = 30_000;

/** Opens the page, sends the first step's line, and waits for the answer's body. */
async function openAndAsk(context: BrowserContext, siteUrl: string): Promise<number> {
  const page = await context.newPage();
  const began = performance.now();
  // A press before the page's first script is lost, as on any page; from here on it is kept.
  await page.goto(new URL(LAB_PAGE, siteUrl).href, { waitUntil: 'domcontentloaded' });
  await page.getByRole('button', { name: 'Type it into the terminal' }).click();
  const input = page.getByRole('textbox', { name: 'Terminal input' });
  // The page's policy forbids the eval behind waitForFunction; a frame at a time does as well.
  while ((await input.inputValue()) === '' && performance.now() - began < ANSWER_LIMIT_MS) {
    await input.evaluate(() => new Promise(requestAnimationFrame));
  }
  await input.press('Enter');
  // The starter's own answer.
  await page.getByRole('log').getByText('"accepted"').waitFor({ timeout: ANSWER_LIMIT_MS });
  const elapsedMs = performance.now() - began;
  await page.close();
  return elapsedMs;
}

async function openLesson(context: BrowserContext, siteUrl: string): Promise<number> {
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(new URL(LESSON_PAGE, siteUrl).href, { waitUntil: 'load' });
  const elapsedMs = performance.now() - began;
  await page.close();
  return elapsedMs;
}

export async function measureOpenLab(executablePath: string, siteUrl: string): Promise<Measurement[]> {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const cold: number[] = [];
  const warm: number[] = [];
  const lesson: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext();
      cold.push(await openAndAsk(context, siteUrl));
      warm.push(await openAndAsk(context, siteUrl));
      lesson.push(await openLesson(context, siteUrl));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const reference = median(lesson);
  const referenceName = 'loading a lesson page';
  return [
    { name: 'open-lab-cold-ms', value: median(cold), unit: 'ms', reference, referenceName },
    { name: 'open-lab-warm-ms', value: median(warm), unit: 'ms', reference, referenceName },
  ];
}
