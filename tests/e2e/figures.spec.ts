/**
 * The figures of modules 2 and 5 as a reader meets them: chosen with the keyboard, touched, without scripts, and on paper.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const MODULE = 'lessons/monolith-or-microservices';
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

/** Rules of WCAG that the page breaks as it stands, with the places. */
async function axeViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

/** By how much the page is wider than its window. */
function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe('blast radius', () => {
  const PATH = `${MODULE}/side-by-side/`;

  test('choices before the script has arrived count, and sentence, list and drawing agree', async () => {
    const page = await open(PATH);
    const figure = page.locator('course-blast-radius');
    await figure.locator('select[name=fault]').selectOption('inventory dead');
    await figure.getByText('Served: 15 of 95').waitFor();

    expect(await figure.locator('[data-journey=history]').textContent()).toContain('works');
    expect(await figure.locator('[data-journey=order]').getAttribute('data-outcome')).toBe('fails');
    expect(await figure.locator('.landscape [data-place=inventory]').getAttribute('class')).toBe('dead');
    expect(await figure.locator('.landscape [data-need=orders-inventory]').getAttribute('class')).toBe('broken');
    await page.context().close();
  });

  test('three switches, by keyboard, make the claim true, and a reset takes them back', async () => {
    const page = await open(PATH);
    const figure = page.locator('course-blast-radius');
    for (const need of ['products-inventory', 'orders-inventory']) {
      await figure.locator(`select[name=${need}]`).focus();
      for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      await figure.locator(`select[name=${need}]`).evaluate((select: HTMLSelectElement) => select.blur());
    }
    await figure.getByText('Served: 95 of 95').waitFor();
    expect(await figure.locator('[role=status]').textContent()).toContain('No order is lost.');

    await figure.getByRole('button', { name: 'Start again' }).press('Enter');
    await figure.getByText('Served: 5 of 95').waitFor();
    expect(await figure.locator('select[name=orders-inventory]').inputValue()).toBe('call');
    await page.context().close();
  });

  test('a touched part is slow, then dead, then well, also in the tall drawing', async () => {
    const page = await open(PATH, PHONE);
    const figure = page.locator('course-blast-radius');
    const part = figure.locator('.portrait [data-part=payments]');
    expect(await figure.locator('.landscape').isVisible()).toBe(false);
    await figure.locator('select[name=shape]').selectOption('monolith');
    await figure.locator('.portrait .one-process').waitFor();

    await part.click();
    await figure.getByText(', payments is slow.').waitFor();
    await part.click();
    await figure.getByText(', payments is dead.').waitFor();
    await part.click();
    await figure.getByText('every part is well').waitFor();
    await page.context().close();
  });

  test('without scripts and on paper the state is drawn and told, without controls', async () => {
    const still = await open(PATH, { javaScriptEnabled: false });
    const figure = still.locator('course-blast-radius');
    expect(await figure.locator('[role=status]').textContent()).toContain('inventory is slow');
    expect(await figure.locator('[data-outcome=fails]').count()).toBe(4);
    expect(await figure.locator('.controls').first().isVisible()).toBe(false);
    await still.context().close();

    const paper = await open(PATH);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('course-blast-radius .cares').isVisible()).toBe(false);
    expect(await paper.locator('course-blast-radius .twin').isVisible()).toBe(true);
    await paper.context().close();
  });
});

describe('coupled deploys', () => {
  const PATH = `${MODULE}/benefits-with-their-condition/`;

  test('sliders move with the keyboard, and chart, table and sentence follow', async () => {
    const page = await open(PATH, { reducedMotion: 'reduce' });
    const figure = page.locator('course-coupled-deploys');
    const before = await figure.locator('.chosen').getAttribute('d');
    await figure.locator('input[name=teams]').focus();
    await page.keyboard.press('End');
    await figure.getByText('24 teams:').waitFor();

    expect(await figure.locator('[data-row=together] td').allTextContents()).toEqual(['72', 'grows each week', '0.0']);
    expect(await figure.locator('.chosen').getAttribute('d')).not.toBe(before);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.context().close();
  });

  test('two and three services are never more than all changes', async () => {
    const page = await open(PATH);
    const figure = page.locator('course-coupled-deploys');
    await figure.locator('input[name=teams]').fill('5');
    await figure.getByText('5 teams:').waitFor();
    await figure.locator('input[name=two]').fill('80');
    await figure.locator('input[name=three]').fill('60');

    expect(await figure.locator('input[name=two]').inputValue()).toBe('40');
    expect(await figure.locator('[data-share]').textContent()).toBe('0 %');
    expect(await figure.locator('[role=status]').textContent()).toContain('One release brings more.');
    await page.context().close();
  });

  test('without scripts the chart and its table are read, without sliders', async () => {
    const page = await open(PATH, { javaScriptEnabled: false });
    const figure = page.locator('course-coupled-deploys');
    expect(await figure.locator('[data-row=alone] td').first().textContent()).toBe('22');
    expect(await figure.locator('.curve.alone').first().isVisible()).toBe(true);
    expect(await figure.locator('.sliders').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('queue depth', () => {
  const PATH = 'figures/queue-depth/';

  test('the arrivals move with the keyboard, and sentence, charts and tables follow, without motion', async () => {
    const page = await open(PATH, { reducedMotion: 'reduce' });
    const figure = page.locator('course-queue-depth');
    const before = await figure.locator('[data-shape=waiting]').first().getAttribute('d');
    await figure.locator('input[name=arrivalsPerS]').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await figure.getByText('Load 95 %:').waitFor();

    // What stands in the sentence is in the table of loads, and what is drawn is another curve.
    const p95 = await figure.locator('[data-loads]').nth(1).locator('td').allTextContents();
    expect(await figure.locator('[data-says=run]').textContent()).toContain(`95\u00a0% at most ${p95[5]}\u00a0s.`);
    expect(await figure.locator('[data-shape=waiting]').first().getAttribute('d')).not.toBe(before);
    expect(await figure.locator('input[name=arrivalsPerS]').inputValue()).toBe('11.4');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.context().close();
  });

  test('a choice before the script has arrived counts; a longer queue only delays; a reset takes all back', async () => {
    const page = await open(PATH);
    const figure = page.locator('course-queue-depth');
    const first = await figure.locator('[data-says=run]').textContent();
    await figure.locator('select[name=queueLimit]').selectOption('10');
    await figure.getByText('The queue was full after').waitFor();
    await figure.locator('input[name=arrivalsPerS]').fill('15');
    await figure.getByText('Load 125 %:').waitFor();
    expect(await figure.locator('[data-says=longer]').textContent()).toContain('Ten times as long, it is full after');
    expect(await figure.locator('[data-shape=drops]').first().getAttribute('d')).not.toBe('');
    expect(await figure.locator('[data-readings]').nth(3).locator('td').last().textContent()).not.toBe('0');

    await figure.getByRole('button', { name: 'Another run' }).press('Enter');
    await figure.getByText('Run 2.').waitFor();
    await figure.getByRole('button', { name: 'Start again' }).press('Enter');
    await figure.getByText('Run 1.').waitFor();
    expect(await figure.locator('[data-says=run]').textContent()).toBe(first);
    expect(await figure.locator('select[name=queueLimit]').inputValue()).toBe('100');
    await page.context().close();
  });

  test.each([
    ['wide', {}],
    ['390 px', PHONE],
  ])('%s: nothing below moves, whatever is chosen, and no rule of WCAG is broken', async (_name, options) => {
    const page = await open(PATH, options);
    const figure = page.locator('course-queue-depth');
    const height = (await figure.boundingBox())?.height;
    await figure.locator('select[name=queueLimit]').selectOption('Infinity');
    await figure.locator('select[name=prefetch]').selectOption('100');
    await figure.locator('select[name=order]').selectOption('lifo');
    for (const [name, value] of [
      ['arrivalsPerS', '48'],
      ['burstFactor', '5'],
    ] as const) {
      await figure.locator(`input[name=${name}]`).fill(value);
    }
    await figure.getByText('Load 400 %:').waitFor();
    expect((await figure.boundingBox())?.height).toBe(height);
    expect(await axeViolations(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.context().close();
  });

  test('without scripts and on paper, charts and tables are read, without controls', async () => {
    const still = await open(PATH, { javaScriptEnabled: false });
    const figure = still.locator('course-queue-depth');
    expect(await figure.locator('[data-says=run]').textContent()).toContain('Load 80');
    expect(await figure.locator('[data-loads] td').count()).toBe(21);
    expect(await figure.locator('.sliders').isVisible()).toBe(false);
    await still.context().close();

    const paper = await open(PATH);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('course-queue-depth .sliders').isVisible()).toBe(false);
    expect(await paper.locator('course-queue-depth [data-shape=loads]').isVisible()).toBe(true);
    await paper.context().close();
  });
});

describe('ack and redelivery', () => {
  const PATH = 'figures/ack-and-redelivery/';

  test('a place touched before the script has arrived counts; drawing, list, table and sentences agree', async () => {
    const page = await open(PATH, { reducedMotion: 'reduce' });
    const figure = page.locator('course-ack-and-redelivery');
    await figure.getByRole('button', { name: 'after mail A' }).click();
    await figure.getByText('is killed after mail A. Mails: A twice').waitFor();

    expect(await figure.locator('[data-fate]').first().locator('td').allTextContents()).toEqual([
      '2',
      '2',
      'doubled: mailed, but not acked',
    ]);
    const drawn = (await figure.locator('[data-row]').allTextContents()).filter((text) => text !== '');
    expect(drawn.slice(3, 7)).toEqual(['mail A', 'is killed', 'starts again', 'A, redelivered']);
    await figure.getByText('Each step as a sentence').click();
    expect(await figure.locator('[data-steps] li').count()).toBe(drawn.length);
    expect(await figure.locator('[data-steps] li').nth(4).textContent()).toContain('Ready in the queue: A, B, C.');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.context().close();
  });

  test('by keyboard: every place is reached, only an idempotent mail is good at all, and a reset takes it back', async () => {
    const page = await open(PATH);
    const figure = page.locator('course-ack-and-redelivery');
    const bad = figure.locator('.points li:not([hidden]) [data-mails]:not([data-mails="1"])');
    expect(await bad.count()).toBe(3);
    // A press is handed on to the script; keys are there once it is.
    await figure.getByRole('button', { name: 'after mail A' }).click();
    await figure.getByText('is killed after mail A').waitFor();
    await figure.getByRole('button', { name: 'after mail B' }).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await figure.getByText('is killed after ack B').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('true');

    await figure.locator('select[name=confirmation]').selectOption('before');
    await figure.getByText('3 lose a mail and none sends one twice').waitFor();
    await figure.locator('select[name=confirmation]').selectOption('after');
    await figure.locator('[name=isIdempotent]').press('Space');
    await figure.getByText('Wherever it is killed, each order is mailed exactly once.').waitFor();
    expect(await bad.count()).toBe(0);

    await figure.getByRole('button', { name: 'Start again' }).press('Enter');
    await figure.getByText('is killed after mail B').waitFor();
    await figure.getByRole('button', { name: 'Kill later' }).press('Enter');
    await figure.getByText('is killed after ack B').waitFor();
    expect(await figure.locator('[name=isIdempotent]').isChecked()).toBe(false);
    await page.context().close();
  });

  test('a log is begun with on the page about logs: offsets, commits, and no broker to kill', async () => {
    const page = await open('figures/log-and-offset/', PHONE);
    const figure = page.locator('course-ack-and-redelivery');
    await figure.getByRole('button', { name: 'after commit 1' }).click();
    await figure.getByText('is killed after commit 1').waitFor();
    expect(await figure.locator('[data-head]').allTextContents()).toEqual(['0', '1', '2']);
    expect(await figure.locator('select[name=victim]').isDisabled()).toBe(true);
    expect(await figure.locator('[data-shape=offset]').getAttribute('d')).not.toBe('');

    await figure.locator('select[name=kind]').selectOption('queue');
    await figure.locator('select[name=victim]').selectOption('transientBroker');
    await figure.getByText('The broker is killed after').waitFor();
    expect(await figure.locator('[data-shape=lost]').getAttribute('d')).not.toBe('');
    await figure.locator('select[name=kind]').selectOption('log');
    await figure.getByText('The consumer is killed after').waitFor();
    await page.context().close();
  });

  test.each([
    ['wide', {}],
    ['390 px', PHONE],
  ])('%s: nothing below moves, whatever is chosen, and no rule of WCAG is broken', async (_name, options) => {
    const page = await open(PATH, options);
    const figure = page.locator('course-ack-and-redelivery');
    const height = (await figure.boundingBox())?.height;
    const heights: (number | undefined)[] = [];
    for (const [name, value, says] of [
      ['confirmation', 'onDelivery', 'Of 7 places'],
      ['victim', 'transientBroker', 'to kill the broker'],
      ['kind', 'log', 'Of 6 places'],
    ] as const) {
      await figure.locator(`select[name=${name}]`).selectOption(value);
      await figure.getByText(says).waitFor();
      heights.push((await figure.boundingBox())?.height);
    }
    expect(heights).toEqual([height, height, height]);
    expect(await axeViolations(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.context().close();
  });

  test('without scripts and on paper the kill is drawn and told, without controls', async () => {
    const still = await open(PATH, { javaScriptEnabled: false });
    const figure = still.locator('course-ack-and-redelivery');
    expect(await figure.locator('[role=status]').textContent()).toContain('B twice');
    expect(await figure.locator('[data-shape=marks]').getAttribute('d')).not.toBe('');
    expect(await figure.locator('.controls').isVisible()).toBe(false);
    await still.context().close();

    const paper = await open(PATH);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('course-ack-and-redelivery .controls').isVisible()).toBe(false);
    expect(await paper.locator('course-ack-and-redelivery .points').isVisible()).toBe(true);
    await paper.context().close();
  });
});
