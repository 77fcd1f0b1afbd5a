/**
 * What a learner made survives reloads, tabs, full and forbidden storage, newer records, and travels in a file.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { build } from 'esbuild';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { WAKE_EVENT } from '#course/reader-event.ts';
import { serveFolder } from '#cli/serve/serve-folder.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { keepStorageBusy } from '../support/keep-storage-busy.ts';

const LESSON = 'lessons/what-are-microservices/characteristics/';
const OTHER_LESSON = 'lessons/what-are-microservices/map-of-the-shop/';
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const DATABASE = 'ensemble:microservices:/';

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
  const { context } = await openLocalContext(browser, { acceptDownloads: true, ...options });
  contexts.push(context);
  return context;
}

async function openPage(context: BrowserContext, path: string, siteUrl = inject('siteUrl')): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL(path, siteUrl).href);
  return page;
}

/** Waits for a value to become right, at most as long as a slow machine takes to store a note. */
const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 20_000 });
const notebook = (page: Page) => page.locator('course-notebook textarea').first();
const savedWords = (page: Page) => page.locator('course-saved .saved-words');
const waitForSaved = (page: Page) => page.locator('course-saved[data-state="saved"]').waitFor();
const trouble = (page: Page) => page.locator('course-saved [role="status"]');

/** Writes a note and waits until it is stored. */
async function writeNote(page: Page, text: string): Promise<void> {
  await notebook(page).fill(text);
  await waitForSaved(page);
  await eventually(() => storedTexts(page)).toContain(text);
}

/** Texts of all stored notes. Opens a database that is there: opening another one would create it. */
const storedTexts = (page: Page) =>
  page.evaluate(
    (name) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('records').objectStore('records').getAll();
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result.flatMap((record: { text?: string }) => record.text ?? []));
          };
        };
      }),
    DATABASE,
  );

/** The store as one script that defines `stores`. */
async function bundleStore(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/workbook/stores/indexed-db-store.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'stores',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

test('a note is there after a reload, also when the reload follows the last key at once', async () => {
  const page = await openPage(await openContext(), LESSON);
  await notebook(page).click();
  await page.locator('course-saved[data-state="saved"]').waitFor();

  await notebook(page).pressSequentially('who owns the price?');
  await page.reload();
  await waitForSaved(page);
  await eventually(() => notebook(page).inputValue()).not.toBe('');

  expect(await notebook(page).inputValue()).toBe('who owns the price?');
});

test('a note is there after a reload, also when storage was busy all the while', async () => {
  const page = await openPage(await openContext(), LESSON);
  await notebook(page).click();
  await waitForSaved(page);
  await page.evaluate(keepStorageBusy, DATABASE);

  await notebook(page).pressSequentially('who owns the price?');
  await page.reload();

  await eventually(() => notebook(page).inputValue()).toBe('who owns the price?');
});

test('a note is shown although the script that draws it comes last', async () => {
  const page = await openPage(await openContext(), LESSON);
  await writeNote(page, 'who owns the price?');
  await page.addInitScript((type) => {
    addEventListener(type, () => document.documentElement.toggleAttribute('data-woken', true));
  }, WAKE_EVENT);
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route(/LessonPage\.astro.*\.js$/, async (route) => {
    await isReleased;
    await route.continue();
  });

  await page.reload({ waitUntil: 'commit' });
  await page.locator('html[data-woken]').waitFor();
  release();

  await eventually(() => notebook(page).inputValue()).toBe('who owns the price?');
});

test('a first guess is there after a reload, and the indicator names the time', async () => {
  const page = await openPage(await openContext(), LESSON);

  await page.locator('course-predict label').nth(1).click();
  await page.locator('course-predict summary').first().click();
  // The time of day comes with the first write; before it the page is "saved" because there is nothing to save.
  await eventually(() => savedWords(page).textContent()).toMatch(/^Saved on this device, \d\d:\d\d$/);
  await page.reload();

  await eventually(() => page.locator('course-predict input:checked').count()).toBe(1);
});

test('a note typed in one tab shows in the other', async () => {
  const context = await openContext();
  const here = await openPage(context, LESSON);
  await writeNote(here, 'first');
  const there = await openPage(context, LESSON);
  await eventually(() => notebook(there).inputValue()).toBe('first');

  await writeNote(here, 'second');
  await eventually(() => notebook(there).inputValue()).not.toBe('first');

  expect(await notebook(there).inputValue()).toBe('second');
});

test('when storage is forbidden the page works, says so at once, and a copy holds what was typed', async () => {
  const context = await openContext();
  await context.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('The operation is insecure', 'SecurityError');
      },
    });
  });
  const page = await openPage(context, LESSON);
  await eventually(() => trouble(page).textContent()).toContain('this browser lets the page store nothing');

  await notebook(page).fill('kept in memory');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download a copy' }).click(),
  ]);

  expect(await savedWords(page).textContent()).toBe('Not saved');
  expect(await readFile(await download.path(), 'utf8')).toContain('kept in memory');
});

test('when storage is full the last good version stays, the page says so, and a copy holds the newer text', async () => {
  const page = await (await openContext()).newPage();
  const devtools = await page.context().newCDPSession(page);
  // Before the page opens its database: Chromium remembers how much room there was.
  const { origin } = new URL(inject('siteUrl'));
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
  await page.goto(new URL(LESSON, inject('siteUrl')).href);
  await writeNote(page, 'fits');

  await notebook(page).fill(`does not fit ${'x'.repeat(500_000)}`);
  await eventually(() => trouble(page).textContent()).toContain('storage is full');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download a copy' }).click(),
  ]);

  expect(await storedTexts(page)).toEqual(['fits']);
  expect(await readFile(await download.path(), 'utf8')).toContain('does not fit');
  expect(await savedWords(page).textContent()).toBe('Not saved');
});

test('a record from a newer version is shown as not saved and left as it is', async () => {
  const page = await openPage(await openContext(), LESSON);
  await writeNote(page, 'mine');
  const noteKey = await page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const records = opening.result.transaction('records', 'readwrite').objectStore('records');
          const cursor = records.openCursor(IDBKeyRange.bound('note/', 'note0'));
          cursor.onsuccess = () => {
            cursor.result?.update({ schema: 99, updatedAtIso: '2030-01-01T00:00:00.000Z', ink: 'blue' });
            resolve(cursor.result?.key as string);
            opening.result.close();
          };
        };
      }),
    DATABASE,
  );

  await page.reload();
  await eventually(() => trouble(page).textContent()).toContain('newer version of the course');
  await notebook(page).fill('written over?');
  await eventually(() => savedWords(page).textContent()).toBe('Not saved');
  const stored = await page.evaluate(
    ([name, key]) =>
      new Promise<unknown>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('records').objectStore('records').get(key);
          reading.onsuccess = () => resolve(reading.result);
        };
      }),
    [DATABASE, noteKey] as const,
  );

  expect(stored).toEqual({ schema: 99, updatedAtIso: '2030-01-01T00:00:00.000Z', ink: 'blue' });
});

test('two courses on one host do not see each other', async () => {
  const folder = inject('siteFolder');
  const [mine, theirs] = await Promise.all(['/~a/ms/', '/~b/ms/'].map((basePath) => serveFolder(folder, { basePath })));
  const context = await openContext();
  const page = await openPage(context, LESSON, mine?.url);
  await notebook(page).fill('course a');
  await waitForSaved(page);
  await page.reload();
  await eventually(() => notebook(page).inputValue()).toBe('course a');

  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await mine?.close();
  await theirs?.close();

  expect(names).toEqual(['ensemble:microservices:/~a/ms/']);
});

test('a copy moves a workbook to another browser, after a dry run, and can be taken back', async () => {
  const first = await openContext();
  const lesson = await openPage(first, LESSON);
  await writeNote(lesson, 'from the first browser');
  const book = await openPage(first, 'workbook/');
  const [download] = await Promise.all([
    book.waitForEvent('download'),
    book.getByRole('button', { name: 'Download a copy', exact: true }).click(),
  ]);
  const second = await openContext();
  const other = await openPage(second, OTHER_LESSON);
  await writeNote(other, 'from the second browser');
  await other.goto(new URL('workbook/', inject('siteUrl')).href);
  await other.getByText('from the second browser').waitFor();

  await other.locator('input[type="file"]').setInputFiles(await download.path());
  await other.getByText('2 records are new here').waitFor();
  const textsBefore = await storedTexts(other);
  await other.getByRole('button', { name: 'Bring it in' }).click();
  await other.getByText('from the first browser').waitFor();
  const textsMerged = await storedTexts(other);
  await other.getByRole('button', { name: 'Undo' }).click();
  await other.getByText('from the first browser').waitFor({ state: 'detached' });

  expect(textsBefore).toEqual(['from the second browser']);
  expect(textsMerged.toSorted()).toEqual(['from the first browser', 'from the second browser']);
  expect(await storedTexts(other)).toEqual(['from the second browser']);
});

test('everything can be deleted, with a copy first, and taken back until the page is left', async () => {
  const context = await openContext();
  const lesson = await openPage(context, LESSON);
  await writeNote(lesson, 'to be deleted');
  await lesson.close();
  const book = await openPage(context, 'workbook/');
  await book.getByText('to be deleted').waitFor();

  const [download] = await Promise.all([
    book.waitForEvent('download'),
    book.getByRole('button', { name: 'Download a copy and delete everything here' }).click(),
  ]);
  await book.getByText('Everything is deleted from this device').waitFor();
  const textsDeleted = await storedTexts(book);
  await book.getByRole('button', { name: 'Undo' }).click();
  await book.getByText('to be deleted').waitFor();

  expect(textsDeleted).toEqual([]);
  expect(await readFile(await download.path(), 'utf8')).toContain('to be deleted');
  expect(await storedTexts(book)).toEqual(['to be deleted']);
});

test('a file that is no workbook is refused with a reason, and nothing in it runs', async () => {
  const page = await openPage(await openContext(), 'workbook/');

  await page.locator('input[type="file"]').setInputFiles({
    name: 'evil.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"<img src=x onerror=alert(1)>"}'),
  });

  await page.getByText('The file is not an exported workbook.').waitFor();
  expect(await page.locator('course-workbook img').count()).toBe(0);
});

test('three tabs that count to 200 each reach 600 in Chromium’s IndexedDB', async () => {
  const script = await bundleStore();
  const context = await openContext();
  const tabs = await Promise.all([1, 2, 3].map(() => openPage(context, 'about/')));

  await Promise.all(
    tabs.map((tab) =>
      tab.evaluate(`(async () => {
        ${script}
        const store = await stores.openIndexedDbStore('count');
        const add = () => store.update(['n'], (stored) => new Map([['n', (stored.get('n') ?? 0) + 1]]));
        await Promise.all(Array.from({ length: 200 }, add));
      })()`),
    ),
  );
  const total = await tabs[0]?.evaluate(`(async () => {
    ${script}
    return (await (await stores.openIndexedDbStore('count')).read(['n'])).get('n');
  })()`);

  expect(total).toBe(600);
});

/** A workbook in which everything occurs that its page can show. */
function fullCopy(): Buffer {
  const at = '2026-11-20T12:00:00.000Z';
  const base = { schema: 1, updatedAtIso: at };
  const attempt = { sitting: 1, round: 1, answer: ['x'], answeredAtIso: at };
  const records: readonly (readonly [string, object])[] = [
    ['lesson/characteristics', { ...base, visitedAtIso: at, completedAtIso: at }],
    ['lesson/map-of-the-shop', { ...base, visitedAtIso: at }],
    [
      'quiz/characteristics',
      {
        ...base,
        answersSeenInSitting: 0,
        attempts: [
          { ...attempt, questionId: 'q-a', concept: 'one owner', confidence: 'sure', score: 0, isRight: false },
          { ...attempt, questionId: 'q-b', concept: 'released alone', confidence: 'guess', score: 1, isRight: true },
        ],
      },
    ],
    ['prediction/characteristics/guess', { ...base, stem: 'What fails?', choice: 'Nothing at all', right: false }],
    [
      'note/characteristics/notebook',
      { ...base, prompt: 'Which system?', text: '<b>billing</b>', editedAtIso: at, revision: 1 },
    ],
    [
      'lab/hello-payment',
      {
        ...base,
        hints: [],
        runs: [
          {
            atIso: at,
            seed: 4711,
            filesHash: 'aa',
            complete: false,
            checks: [
              {
                check: 'C1',
                title: 'Answers',
                verdict: 'pass',
                held: '200 of 200',
                replay: 'hello-payment/01 seed=4711',
              },
              {
                check: 'C2',
                title: 'Refuses',
                verdict: 'fail',
                held: '3 of 200',
                messageId: 'accepts-anything',
                seen: 'Payment [[r-1]] was accepted without an amount',
                replay: 'hello-payment/02 seed=4711',
              },
            ],
          },
        ],
      },
    ],
    ['sketch/future', base],
  ];
  const file = { format: 'ensemble-workbook', formatVersion: 1, course: 'microservices', exportedAtIso: at, records };
  return Buffer.from(JSON.stringify(file));
}

test.each([
  ['light', 'light', 1440],
  ['dark', 'dark', 1440],
  ['on a phone', 'light', 390],
] as const)(
  'the page shows everything that was made, %s, and breaks no WCAG 2.2 AA rule',
  async (_how, colorScheme, width) => {
    const context = await openContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await openPage(context, 'workbook/');

    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer: fullCopy() });
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText('Wrong, and sure').waitFor();
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG_TAGS).analyze();
    const overflowPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const text = await page.locator('course-workbook').innerText();
    await page.getByRole('link', { name: 'one owner' }).click();

    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(overflowPx).toBeLessThanOrEqual(0);
    expect(text).toContain('1 of 2');
    expect(text).toContain('First guess: Nothing at all');
    expect(text).toContain('<b>billing</b>');
    expect(text).toContain('Payment r-1 was accepted without an amount');
    expect(text).toContain('cannot show: 1');
    expect(new URL(page.url()).pathname).toContain('/characteristics/');
    expect(new URL(page.url()).hash).toBe('#ask-q-a');
  },
);
