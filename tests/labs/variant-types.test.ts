/**
 * The types of variants that stand on others. Their folders hold only what differs, so the compiler sees each put together, in a
 * folder of its own.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLabs, readManifest } from '#build/read-manifest.ts';
import { readLabVariants } from '#cli/lab/lab-variants.ts';

const RIGHT: readonly string[] = ['starter', 'solution', 'right'];
const manifests = await Promise.all((await listLabs('.')).map((lab) => readManifest('.', lab)));
const labs = manifests.filter(({ from }) => from.length > 0).map(({ id }): string => id);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variant-types-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true }));

const compile = (lab: string): Promise<string> =>
  new Promise((done) => {
    const compiler = resolve('node_modules/@typescript/native/bin/tsc');
    execFile(process.execPath, [compiler, '--noEmit', '-p', join(folder, lab)], (_, stdout) => done(stdout));
  });

test.each(labs)('%s: every variant that is right has the right types', async (lab) => {
  const variants = (await readLabVariants('.', lab)).filter(({ kind }) => RIGHT.includes(kind));
  for (const { kind, name, files } of variants) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, lab, kind, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
  const compilerOptions = { typeRoots: [resolve('node_modules/@types')] };
  const config = { extends: resolve('tsconfig.json'), include: ['.'], exclude: [], compilerOptions };
  await writeFile(join(folder, lab, 'tsconfig.json'), JSON.stringify(config));

  expect(variants.map(({ kind }) => kind)).toContain('solution');
  expect(await compile(lab)).toBe('');
});
