/**
 * The storefront of `npm run shop` in Chromium, in front of the monolith and of the services: real processes, real clicks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedStorefront, serveStorefront } from '#cli/shop/serve-storefront.ts';
import type { ShopKind } from '#cli/shop/shop-topology.ts';
import { type RunningShop, startShop } from '#cli/shop/start-shop.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';

const ENV = { PASSWORD_COST: '16', STAFF_PASSWORD: 'let the staff in', TIMEOUT_MS: '5000' };
const KINDS: readonly { kind: ShopKind; programs: readonly string[] }[] = [
  { kind: 'monolith', programs: ['shop'] },
  { kind: 'services', programs: ['carts', 'inventory', 'orders', 'products', 'users'] },
];
const SCREENSHOTS = process.env['ENSEMBLE_SCREENSHOTS'];

describe.each(KINDS)('the storefront of the $kind', ({ kind, programs }) => {
  let browser: Browser;
  let dataFolder: string;
  let shop: RunningShop;
  let front: ServedStorefront;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'storefront-'));
    shop = await startShop({ kind, root: '.', dataFolder, env: ENV });
    front = await serveStorefront({ folder: 'labs/_shop/storefront', port: 0, shopUrl: () => shop.url });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await front.close();
    await shop.stop();
    await rm(dataFolder, { recursive: true });
  });

  const notice = (page: Page) => page.locator('#notice');
  const says = (page: Page, sentence: RegExp) => notice(page).filter({ hasText: sentence }).waitFor();
  const put = async (page: Page, product: string): Promise<void> => {
    await page.getByRole('button', { name: `Put in the cart: ${product}`, exact: true }).click();
    await says(page, new RegExp(`× ${product} in the cart`));
  };
  const register = async (page: Page, email: string): Promise<void> => {
    await page.goto(front.url);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('correct horse');
    await page.getByLabel('Name, for a new account').fill('Clara');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await says(page, /Signed in as Clara/);
  };
  const order = async (page: Page): Promise<void> => {
    await page.getByLabel('Deliver to').fill('1 Stage Door, Hamburg');
    await page.getByRole('button', { name: 'Place the order' }).click();
  };
  const keep = async (page: Page, name: string): Promise<void> => {
    if (SCREENSHOTS !== undefined) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  };

  test('a visitor registers, fills the cart, orders, and sees the order and who answered', async () => {
    const { context, foreignRequests } = await openLocalContext(browser, { viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await register(page, 'clara@shop.example');
    await put(page, 'Violin');
    await put(page, 'Music stand');
    await put(page, 'Music stand');
    await order(page);
    await says(page, /Order 1 is paid/);
    await page.getByLabel('Search').fill('umbrella');
    await page.waitForSelector('#products > li:only-child');

    const orders = await page.locator('#order-list > li').allInnerTexts();
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatch(/^Order 1 paid\s+1 × Violin, €480\.00; 2 × Music stand, €19\.90\s+Total €519\.80\s/);
    expect(await page.locator('#cart-lines').innerText()).toBe('Nothing yet.');
    const answered = new Set(await page.locator('.program').allInnerTexts());
    expect([...answered].toSorted((one, other) => one.localeCompare(other))).toEqual(programs);
    await page.reload();
    await page.getByText('Order 1').waitFor();
    await keep(page, `${kind}-1280`);
    expect(problems).toEqual([]);
    expect(foreignRequests).toEqual([]);
    await context.close();
  });

  test('refusals are said in the words of the shop, and the cart is kept', async () => {
    const { context } = await openLocalContext(browser);
    const page = await context.newPage();
    await register(page, 'robert@shop.example');
    await put(page, 'Grand piano');
    await order(page);
    await says(page, /The bank declined the payment/);

    expect(await page.locator('#cart-lines').innerText()).toContain('Grand piano');
    expect(await page.locator('#order-list').innerText()).toMatch(/Order \d+ declined/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await says(page, /Signed out/);
    await page.getByLabel('E-mail').fill('robert@shop.example');
    await page.getByLabel('Password').fill('wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await says(page, /No account has this e-mail address and password/);
    await context.close();
  });

  test('staff changes a price, and the catalogue shows it', async () => {
    const { context } = await openLocalContext(browser);
    const page = await context.newPage();
    await page.goto(front.url);
    await page.getByLabel('E-mail').fill('staff@shop.example');
    await page.getByLabel('Password').fill('let the staff in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const form = page.getByRole('form', { name: 'Change Cello' });
    await form.getByLabel('Price in euros').fill('1400.50');
    await form.getByLabel('In stock').fill('0');
    await form.getByRole('button', { name: 'Change' }).click();
    await says(page, /Cello was changed/);

    const cello = page.locator('#products > li', { hasText: 'Cello' });
    expect(await cello.innerText()).toMatch(/€1,400\.50[^]*Sold out/);
    expect(await page.getByRole('button', { name: 'Put in the cart: Cello' }).isDisabled()).toBe(true);
    await context.close();
  });

  test.each(['light', 'dark'] as const)('it fits a phone and breaks no rule of axe, in the %s', async (colorScheme) => {
    const { context } = await openLocalContext(browser, { viewport: { width: 390, height: 844 }, colorScheme });
    const page = await context.newPage();
    await register(page, `${colorScheme}@shop.example`);
    await put(page, 'Metronome');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await keep(page, `${kind}-390-${colorScheme}`);

    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(width).toBeLessThanOrEqual(390);
    await context.close();
  });
});
