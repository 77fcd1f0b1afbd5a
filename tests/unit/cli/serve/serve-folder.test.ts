import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ServedFolder, serveFolder } from '#cli/serve/serve-folder.ts';

let folder: string;
let site: ServedFolder;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ensemble-serve-'));
  mkdirSync(join(folder, 'lessons', 'one'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), 'home');
  writeFileSync(join(folder, '404.html'), 'no such page');
  writeFileSync(join(folder, 'lessons', 'one', 'index.html'), 'lesson one');
  writeFileSync(join(folder, 'app.js'), 'export {};'.repeat(500));
  site = await serveFolder(folder, { basePath: '/~prof/ms/' });
});

afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Sends a path as it is; `fetch` would tidy up the dots first. */
function requestRaw(path: string): Promise<string> {
  const { port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
    let received = '';
    socket.on('data', (chunk) => (received += String(chunk)));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}

test('serveFolder() answers a folder with its index when the base path has a tilde', async () => {
  const response = await fetch(new URL('lessons/one/', site.url));

  expect([response.status, await response.text()]).toEqual([200, 'lesson one']);
});

test('serveFolder() redirects relative to the folder when the slash is missing', async () => {
  const response = await fetch(new URL('lessons/one', site.url), { redirect: 'manual' });

  expect([response.status, response.headers.get('location')]).toEqual([301, 'one/']);
});

test('serveFolder() compresses text when the client accepts gzip', async () => {
  const response = await fetch(new URL('app.js', site.url), { headers: { 'accept-encoding': 'gzip' } });

  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('serveFolder() sends the page for unknown addresses when nothing is there', async () => {
  const response = await fetch(new URL('nowhere/', site.url));

  expect([response.status, await response.text()]).toEqual([404, 'no such page']);
});

test.each(['/~prof/ms/../../../../etc/passwd', '/~prof/ms/..%2f..%2f..%2fetc%2fpasswd', '/~prof/ms/%', '/etc/passwd'])(
  'serveFolder() answers 404 when the path is %s',
  async (path) => {
    const received = await requestRaw(path);

    expect(received).toMatch(/^HTTP\/1\.1 404 /);
    expect(received).not.toContain('root:');
  },
);

test('serveFolder() rejects with EADDRINUSE when the port is taken', async () => {
  const { port } = new URL(site.url);

  await expect(serveFolder(folder, { port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('serveFolder() isolates the pages of WebContainers, and no other, when the course stands at any path', async () => {
  const place = join(folder, 'labs', 'a-lab', 'webcontainer');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'index.html'), 'in a container');

  const answers = await Promise.all(['labs/a-lab/webcontainer/', ''].map((path) => fetch(new URL(path, site.url))));

  expect(
    answers.map(({ headers }) => ['opener', 'embedder'].map((whose) => headers.get(`cross-origin-${whose}-policy`))),
  ).toEqual([
    ['same-origin', 'require-corp'],
    [null, null],
  ]);
});
