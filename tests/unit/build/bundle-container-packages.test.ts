import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleContainerPackages } from '#build/bundle-container-packages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'container-packages-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a program prints that finds these packages beside it, and nothing else. */
async function run(specifiers: readonly string[], program: string): Promise<string> {
  const files = await bundleContainerPackages('.', specifiers);
  for (const [path, text] of Object.entries({ ...files, 'program.mjs': program })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { stdout } = await promisify(execFile)(process.execPath, ['program.mjs'], { cwd: folder });
  return stdout.trim();
}

test('bundleContainerPackages() gives packages that share one instance when one imports another', async () => {
  const program = `
    import { Hono } from 'hono';
    import { HTTPException } from 'hono/http-exception';
    import { validator } from 'hono/validator';
    const app = new Hono();
    app.post('/', validator('json', (value) => value), (context) => context.text('ok'));
    app.onError((error) => new Response(String(error instanceof HTTPException)));
    const answer = await app.request('/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    console.log(await answer.text());`;

  expect(await run(['hono', 'hono/http-exception', 'hono/validator'], program)).toBe('true');
});

test('bundleContainerPackages() keeps the names that Node finds in CommonJS, and its built-ins', async () => {
  const program = `
    import amqplib, { connect } from 'amqplib';
    import express from 'express';
    console.log(amqplib.connect === connect, typeof express().listen);`;

  expect(await run(['amqplib', 'express'], program)).toBe('true function');
});

test('bundleContainerPackages() leaves out what the lab does not name', async () => {
  await expect(run(['hono'], `import 'hono/validator';`)).rejects.toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
});

test('bundleContainerPackages() gives no file when a lab names no package', async () => {
  expect(await bundleContainerPackages('.', [])).toEqual({});
});
