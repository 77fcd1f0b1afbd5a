/**
 * What a reader can do on a lesson page: guess, open a term, copy a listing, walk a figure, choose a theme; and what
 * remains without scripts.
 * @module
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const MODULE = 'lessons/what-are-microservices';
const FIRST = `${MODULE}/one-application-many-small-services/`;
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 } };

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { context } = await openLocalContext(browser, options);
  const page = await context.newPage();
  await page.goto(new URL(path, inject('siteUrl')).href);
  return page;
}

/** Distance of an element from the left edge of the window, in pixels. */
function leftOf(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().left);
}

test('a guess is kept, compared with what holds, and announced once', async () => {
  const page = await open(FIRST);
  await page.evaluate(() => {
    addEventListener('course:predict', (event) => {
      document.documentElement.dataset['heard'] = JSON.stringify((event as CustomEvent).detail);
    });
  });

  await page.locator('course-predict label').first().click();
  await page.locator('course-predict summary').click();
  await page.locator('course-predict .verdict:not(:empty)').waitFor();

  const heard = JSON.parse(String(await page.locator('html').getAttribute('data-heard')));
  expect(heard).toMatchObject({ predictionId: 'guess-eleven-processes', right: false });
  expect(await page.locator('course-predict .verdict').textContent()).toContain('The guess was another');
  expect(await page.locator('course-predict input:enabled').count()).toBe(0);
  await page.context().close();
});

test('a guess is restored with its explanation open', async () => {
  const page = await open(FIRST);
  const label = page.locator('course-predict label').nth(2);
  await label.hover();
  await page.waitForFunction(() => customElements.get('course-predict') !== undefined);

  const choice = String(await label.textContent()).trim();
  await page.evaluate((text) => {
    document.querySelector<HTMLElement & { restore(choice: string): void }>('course-predict')?.restore(text);
  }, choice);

  expect(await label.locator('input').isChecked()).toBe(true);
  expect(await page.locator('course-predict .holds').isVisible()).toBe(true);
  expect(await page.locator('course-predict .verdict').textContent()).toBe('The guess holds.');
  await page.context().close();
});

test('a term opens its meaning in place on a phone and stands in the margin on a wide page', async () => {
  const phone = await open(FIRST, PHONE);
  const note = phone.locator('course-term .side').first();
  const word = phone.locator('course-term a').first();
  await word.hover();
  await phone.waitForFunction(() => customElements.get('course-term') !== undefined);
  expect(await note.isVisible()).toBe(false);

  await word.click();
  expect(await note.isVisible()).toBe(true);
  expect(await word.getAttribute('aria-expanded')).toBe('true');
  await phone.context().close();

  const wide = await open(FIRST, { viewport: { width: 1440, height: 900 } });
  const [margin, text] = await Promise.all([leftOf(wide, 'course-term .side'), leftOf(wide, '.text > p')]);
  expect(margin - text).toBeGreaterThan(500);
  await wide.context().close();
});

test('a listing is copied without the asynchronous clipboard', async () => {
  const page = await open(FIRST);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.addEventListener('copy', () => {
      document.documentElement.dataset['copied'] = String(getSelection());
    });
  });

  // The first press comes before the element's script: it is handed on.
  await page.locator('.name course-copy button').first().click();
  await page.locator('html[data-copied]').waitFor();

  const copied = await page.locator('html').getAttribute('data-copied');
  expect(copied).toMatch(/^type Outcome = /);
  expect(copied).not.toMatch(/^\s*1/);
  await page.context().close();
});

test('the visual flow is walked with the keyboard, and drawing, list and sentence agree', async () => {
  const page = await open(`${MODULE}/the-visual-flow/`);
  const figure = page.locator('course-visual-flow');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => customElements.get('course-visual-flow') !== undefined);
  await figure.locator('[data-go="1"]').focus();

  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  expect(await figure.locator('[role=status]').textContent()).toMatch(/^Step 2 of 8\. /);
  expect(await figure.locator('.landscape .wire.now').getAttribute('data-wire')).toBe('gateway-orders');
  expect(await figure.locator('[aria-current=step]').getAttribute('data-step')).toBe('2');

  await page.keyboard.press('End');
  expect(await figure.locator('[role=status]').textContent()).toMatch(/^Step 8 of 8\. /);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-go'))).toBe('-1');
  await page.context().close();
});

test('a phone gets the tall drawing, and paper the whole way', async () => {
  const page = await open(`${MODULE}/the-visual-flow/`, PHONE);
  const figure = page.locator('course-visual-flow');
  expect(await figure.locator('.portrait').isVisible()).toBe(true);
  expect(await figure.locator('.landscape').isVisible()).toBe(false);

  await figure.locator('[data-step="3"]').click();
  await figure.locator('[aria-current=step]').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await figure.locator('.portrait .marker').first().isVisible()).toBe(false);
  expect(await figure.locator('.controls').isVisible()).toBe(false);
  await page.context().close();
});

test('the strangler fig is walked release by release, and says who answers, who writes and what the way back is', async () => {
  const page = await open('lessons/splitting-a-monolith/the-strangler-fig/', PHONE);
  const figure = page.locator('course-strangler-steps');
  await figure.locator('[data-step="3"]').click();
  await figure.locator('[aria-current=step]').waitFor();

  expect(await figure.locator('[role=status]').textContent()).toContain('answered by products: 10 %. Writer: shop.');
  expect(await figure.locator('.portrait [data-label]').allTextContents()).toEqual([
    'reads 90 %',
    'writes',
    'reads 10 %',
    '',
  ]);
  expect(await figure.locator('.portrait .part.now').getAttribute('data-part')).toBe('shop');

  await page.keyboard.press('End');
  expect(await figure.locator('[role=status]').textContent()).toMatch(/Way back: none/);
  expect(await figure.locator('.portrait .part.now').getAttribute('data-part')).toBe('products');
  expect(await figure.locator('[data-go="1"]').isDisabled()).toBe(true);
  await page.context().close();
});

test('the map shows whom the chosen part asks', async () => {
  const page = await open(`${MODULE}/map-of-the-shop/`);
  const figure = page.locator('course-shop-map');
  await figure.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => customElements.get('course-shop-map') !== undefined);

  await figure.locator('select').selectOption('payments');
  expect(await figure.locator('[role=status]').textContent()).toContain('It asks bank.');
  expect(await figure.locator('.landscape .wire.passed').getAttribute('data-wire')).toBe('payments-bank');
  await page.context().close();
});

test('the chosen theme holds on the next page, and can be given back to the system', async () => {
  const page = await open(FIRST, { colorScheme: 'light' });
  await page.locator('course-theme select').selectOption('dark');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await page.goto(new URL('glossary/', inject('siteUrl')).href);
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark);

  await page.locator('course-theme select').selectOption('system');
  expect(await page.locator('html').getAttribute('data-theme')).toBeNull();
  await page.context().close();
});

test('a lesson reads in full without scripts: explanation, notes, figure and modules', async () => {
  const page = await open(FIRST, { ...PHONE, javaScriptEnabled: false });
  await page.locator('course-predict summary').click();
  expect(await page.locator('course-predict .holds').isVisible()).toBe(true);
  expect(await page.locator('course-term .side').first().isVisible()).toBe(true);

  await page.locator('.mods-button').click();
  expect(await page.locator('.mods a[aria-current=page]').isVisible()).toBe(true);
  await page.context().close();
});
