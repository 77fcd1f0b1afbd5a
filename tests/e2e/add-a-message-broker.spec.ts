/**
 * The lab `add-a-message-broker` on its page: unmodified `amqplib` in the services, the broker beside them, both in the page.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { type LabPage, openLabPage } from '../support/lab-page.ts';

const ORDER = `curl -i http://orders/orders --json '{ "email": "ada@example.org", "address": "12 Café Lane", "sku": "mug", "quantity": 1 }'`;
const TOPIC = 'http://log:9092/topics/payment_topic';
/** Where to put pictures of what a reader sees; none without it. */
const PICTURES = process.env['ENSEMBLE_PICTURES'];

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

async function openLab(options: BrowserContextOptions = {}): Promise<LabPage> {
  const { context } = await openLocalContext(browser, { viewport: { width: 1440, height: 900 }, ...options });
  contexts.push(context);
  return openLabPage(await context.newPage(), inject('siteUrl'), 'add-a-message-broker');
}

/** The producer as the terminal prints it. */
async function producerOf(lab: LabPage): Promise<string> {
  const printed = await lab.enter('cat producer.py');
  return printed.slice(printed.indexOf('from kafka'));
}

async function picture({ page }: LabPage, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `broker-${name}.png`), fullPage: true });
}

test('the starter answers an order after mail, parcel and statistics are done', async () => {
  const lab = await openLab();
  expect(await lab.enter(ORDER)).toContain('201');
  expect(await lab.enter('curl http://mailbox/ledger')).toContain('ada@example.org');
  expect(await lab.enter('curl http://carrier/ledger')).toContain('Café Lane');
  expect(await lab.enter('curl http://recommendations/recommendations')).toContain('mug');
  await picture(lab, 'starter');
});

test('python producer.py leaves its topic empty, and with one line more it leaves one message there', async () => {
  const lab = await openLab();
  const { page } = lab;
  expect(await lab.enter('help')).toContain('python <file>');
  expect(await lab.enter('python producer.py')).not.toContain('exit code');
  expect(await lab.enter(`curl ${TOPIC}`)).toContain('"nextOffset":0');
  await lab.runChecks();
  expect(await lab.report.innerText()).toContain('Afterwards payment_topic held 0 messages');
  await picture(lab, 'producer');

  const program = await producerOf(lab);
  await lab.write('producer.py', `${program}\nproducer.flush()\nprint('sent')\n`);
  expect(await lab.enter('python producer.py')).toContain('sent');
  expect(await lab.enter(`curl ${TOPIC}`)).toContain('"nextOffset":1');
  const records = await lab.enter(`curl '${TOPIC}/partitions/0/records?offset=0'`);
  expect(records).toContain('Payment processed for order 123');
  await lab.write('producer.py', `${program}\nproducer.wait()\n`);
  const failed = await lab.enter('python producer.py');
  expect(failed).toContain("AttributeError: 'KafkaProducer' object has no attribute 'wait'");
  expect(failed).toContain('exit code 1');
  await picture(lab, 'producer-failed');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
});

test('the starter turns customers away, and the solution listens at the broker, whose queues can be asked for', async () => {
  const lab = await openLab();
  const { page } = lab;
  await lab.write('producer.py', `${await producerOf(lab)}\nproducer.flush()\n`);
  await lab.runChecks();
  expect(await lab.report.innerText()).toContain('503');
  await page.getByRole('button', { name: 'Compare with the solution' }).click();
  await page.getByRole('button', { name: 'Replace with the solution' }).click();
  await page.locator('.notice').filter({ hasText: 'replaced by the solution' }).waitFor();

  expect(await lab.enter(ORDER)).toContain('201');
  // The broker is between the answer and the mail.
  expect(await lab.enter('curl http://mailbox/ledger')).toContain('ada@example.org');
  expect(await lab.enter('curl http://carrier/ledger')).toContain('Café Lane');
  const queues = await lab.enter('curl http://broker:15672/api/queues');
  expect(queues).toContain('notifications.order-placed');
  expect(queues).toContain('"consumers":1');
  await picture(lab, 'solution');
});

test('the page is accessible and stays within a phone’s width in the dark', async () => {
  const lab = await openLab({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { violations } = await new AxeBuilder({ page: lab.page }).analyze();
  expect(violations).toEqual([]);
  expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(lab, 'phone');
});

test('python producer.py runs on a phone in the dark, and its report stays within the width', async () => {
  const lab = await openLab({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await lab.page.getByRole('tab', { name: 'Instruments' }).click();
  expect(await lab.enter('python producer.py')).not.toContain('exit code');
  expect(await lab.enter(`curl ${TOPIC}`)).toContain('"nextOffset":0');
  expect(await lab.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(lab, 'producer-phone');
});
