import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rewritePages } from '#build/relative-urls.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dist-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('rewritePages() rewrites pages at every depth and leaves other files alone', async () => {
  await mkdir(join(folder, 'labs', 'one'), { recursive: true });
  await writeFile(join(folder, 'labs', 'one', 'index.html'), '<a href="/labs/">Labs</a>');
  await writeFile(join(folder, 'index.html'), '<a href="/labs/">Labs</a>');
  await writeFile(join(folder, 'code.js'), 'const html = \'<a href="/labs/">\';');

  await rewritePages(folder);

  expect(await readFile(join(folder, 'labs', 'one', 'index.html'), 'utf8')).toBe('<a href="../index.html">Labs</a>');
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe('<a href="labs/index.html">Labs</a>');
  expect(await readFile(join(folder, 'code.js'), 'utf8')).toBe('const html = \'<a href="/labs/">\';');
});
