/**
 * The figures of module 2 as a reader meets them: chosen with the keyboard, touched, without scripts, and on paper.
 * @module
 */
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
