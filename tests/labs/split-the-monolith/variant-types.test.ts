/**
 * The types of the lab's variants. Their folders hold only what differs from what they stand on, so the compiler sees each put
 * together, in a folder of its own.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSplitVariants, readSplitFiles } from '../../support/split-variant.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'split-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

const compile = (): Promise<string> =>
  new Promise((done) => {
    const compiler = resolve('node_modules/@typescript/native/bin/tsc');
    execFile(process.execPath, [compiler, '--noEmit', '-p', folder], (_, stdout) => done(stdout));
  });

test('every variant that is right has the right types', async () => {
  const variants = await listSplitVariants();
  for (const variant of variants) {
    for (const [path, text] of Object.entries(await readSplitFiles(variant))) {
      const file = join(folder, variant, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
  const compilerOptions = { typeRoots: [resolve('node_modules/@types')] };
  const config = { extends: resolve('tsconfig.json'), include: ['.'], exclude: [], compilerOptions };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));

  expect(variants).toContain('solution');
  expect(await compile()).toBe('');
});
