/**
 * Starting and ending: what is left when something goes wrong, in real processes.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepStaffPassword } from '#cli/shop/keep-staff-password.ts';
import { serveStorefront } from '#cli/shop/serve-storefront.ts';
import { type RunningShop, startShop } from '#cli/shop/start-shop.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-shop-'));
});
afterEach(() => rm(folder, { recursive: true }));

const shopUrl = (shop: RunningShop | undefined) => () => shop?.url;

test('startShop() names the program that does not start, with its own words, and leaves nothing running', async () => {
  // A database that is none.
  await writeFile(join(folder, 'shop.db'), 'x'.repeat(4_096));
  const printed: string[] = [];
  const starting = startShop({
    kind: 'monolith',
    root: '.',
    dataFolder: folder,
    onLine: (program, line) => printed.push(`${program} ${line}`),
  });

  await expect(starting).rejects.toMatchObject({
    code: 'SHOP_PROCESS_FAILED',
    message: expect.stringContaining('Cannot start "shop": the process ended'),
    hint: expect.stringContaining('file is not a database'),
  });
  const bankUrl = `http://127.0.0.1:${/bank listens on (\d+)/.exec(printed.join('\n'))?.[1]}`;
  await expect(fetch(`${bankUrl}/health`)).rejects.toThrow('fetch failed');
});

test('stop() lets a request under way end, and waits for nothing else', async () => {
  const shop = await startShop({ kind: 'monolith', root: '.', dataFolder: folder });
  const lines: string[] = [];
  const signIn = fetch(`${shop.url}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@shop.example', password: 'takes a while' }),
  }).then(({ status }) => lines.push(`answered ${status}`));
  // The request before it on the way has been answered, so this one has arrived.
  await fetch(`${shop.url}/products`);
  await shop.stop();
  await signIn;

  expect(lines).toEqual(['answered 401']);
  await expect(fetch(`${shop.url}/health`)).rejects.toThrow('fetch failed');
});

test('startShop() tells of a program that ends by itself, and the others go on', async () => {
  const { promise: lost, resolve } = Promise.withResolvers<string>();
  const shop = await startShop({
    kind: 'monolith',
    root: '.',
    dataFolder: folder,
    onLost: (program, ending) => resolve(`${program} ${ending}`),
  });
  process.kill(Number(shop.process('shop').pid), 'SIGKILL');

  expect(await lost).toBe('shop ended with SIGKILL');
  expect((await fetch(`${shop.process('bank').url}/health`)).status).toBe(200);
  expect(shop.process('shop').pid).toBeUndefined();
  await shop.stop();
});

test('serveStorefront() gives the page out, passes the rest on, and says when nobody is behind it', async () => {
  const behind = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  await once(behind.listen(0, '127.0.0.1'), 'listening');
  const { port } = behind.address() as { port: number };
  let url: string | undefined = `http://127.0.0.1:${port}`;
  const front = await serveStorefront({ folder: 'labs/_shop/storefront', port: 0, shopUrl: () => url });
  const page = await fetch(front.url);
  const passed = await fetch(`${front.url}/products?search=a`, { method: 'POST', body: 'x' });
  const outside = await fetch(`${front.url}/../package.json`);
  behind.close();
  behind.closeAllConnections();
  const dead = await fetch(`${front.url}/products`);
  url = undefined;
  const none = await fetch(`${front.url}/products`);
  await front.close();

  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await passed.text()).toBe('POST /products?search=a');
  expect(await outside.text()).toBe('GET /package.json');
  expect([dead.status, none.status]).toEqual([502, 502]);
  expect(await none.json()).toMatchObject({ code: 'shop-unreachable' });
});

test('serveStorefront() refuses a port that is in use, by a code', async () => {
  const taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const { port } = taken.address() as { port: number };
  const second = serveStorefront({ folder: 'labs/_shop/storefront', port, shopUrl: shopUrl(undefined) });

  await expect(second).rejects.toMatchObject({
    code: 'SHOP_PORT_TAKEN',
    message: `Cannot start the shop: port ${port} is in use, it should be free`,
  });
  taken.close();
});

test('keepStaffPassword() chooses once for a folder', () => {
  const first = keepStaffPassword(join(folder, 'a'));

  expect(first).toMatch(/^[\w-]{8}$/);
  expect(keepStaffPassword(join(folder, 'a'))).toBe(first);
  expect(keepStaffPassword(join(folder, 'b'))).not.toBe(first);
});
