/**
 * Twelve services in one page, five of which misbehave: each is contained and named, the others go on answering.
 */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Crowd, twelveServices } from '#cli/bench/engine/benchmark-programs.ts';
import type { CrowdRun } from '#cli/bench/engine/run-crowd.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { openEnginePage } from '../support/page-engine.ts';

declare global {
  /** Put there by the page's script. */
  var runCrowdOnce: (crowd: Crowd) => Promise<CrowdRun>;
}

const crowd = await twelveServices();
/** `neighbour.ts:21`: where the program has this text. */
const placeOf = async (text: string) => {
  const lines = (await readFile('src/cli/bench/engine/programs/neighbour.ts', 'utf8')).split('\n');
  return `neighbour.ts:${lines.findIndex((line) => line.includes(text)) + 1}:`;
};

let browser: Browser;
let seen: CrowdRun;

beforeAll(async () => {
  browser = await openBrowser();
  const { context } = await openLocalContext(browser);
  const page = await openEnginePage(
    context,
    inject('siteUrl'),
    `import { runCrowd } from './src/cli/bench/engine/run-crowd.ts';
     globalThis.runCrowdOnce = async (crowd) => {
       const runtime = await globalThis.openEngine();
       const run = await runCrowd(runtime, crowd);
       await runtime.close();
       return run;
     };`,
  );
  seen = await page.evaluate((given) => globalThis.runCrowdOnce(given), crowd);
});
afterAll(() => browser.close());

const endingOf = (name: string) => seen.statuses.find((status) => status.name === name)?.ending;
const printedBy = (name: string) =>
  seen.logs
    .filter(({ service: printer }) => printer === name)
    .map(({ text }) => text)
    .join('\n');

test('twelve services listen at once in one page', () => {
  expect(seen.startedCount).toBe(12);
});

test.each(crowd.wild)('while %s misbehaves, and after it, the healthy services answer', (name) => {
  expect(seen.neighbours[name]).toEqual(crowd.healthy);
});

test('a service that loops is stopped and named', () => {
  expect(endingOf('looper')).toBe('stopped by the bench after 1 s of computing');
});

test('a service that throws in a timer ends as in Node, with the place of the throw', async () => {
  expect(endingOf('thrower')).toBe('exit 1');
  expect(printedBy('thrower')).toMatch(
    new RegExp(`Error: thrown in a timer\\n {4}at .*${await placeOf("new Error('thrown in a timer')")}`),
  );
});

test('a service that leaks sockets is out of connections', () => {
  expect(endingOf('leaker')).toBe('exit 1');
  expect(printedBy('leaker')).toContain('connect EMFILE');
});

test('a service that floods its log goes on, and the log says how much was left out', () => {
  expect(endingOf('flooder')).toBeUndefined();
  expect(printedBy('flooder')).toMatch(/\[\d+ more bytes were printed at once and are left out\]/);
});

test('a service that takes a gigabyte fails at the line that asked for it', async () => {
  expect(endingOf('hog')).toBe('exit 1');
  expect(printedBy('hog')).toMatch(
    new RegExp(`RangeError: Array buffer allocation failed[\\s\\S]*${await placeOf('Buffer.allocUnsafe')}`),
  );
});
