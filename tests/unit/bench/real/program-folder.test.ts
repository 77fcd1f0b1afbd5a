import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProgramFolder } from '#bench/real/program-folder.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'program folder ü '));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (files: Record<string, string>, packages: string[] = []) =>
  ProgramFolder.write({ folder: join(root, 'lab'), files, packages, nodeModules: resolve('node_modules') });

test('ProgramFolder.write() makes a private folder with the files and the packages of the lab, and no others', async () => {
  const { folder } = await write({ 'shop/main.ts': 'let a;' }, ['hono/cors', '@hono/node-server']);

  expect(await readFile(join(folder, 'shop/main.ts'), 'utf8')).toBe('let a;');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await expect(stat(join(folder, 'node_modules/hono/package.json'))).resolves.toBeDefined();
  await expect(stat(join(folder, 'node_modules/@hono/node-server'))).resolves.toBeDefined();
  await expect(stat(join(folder, 'node_modules/zod'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each(['/etc/main.ts', '../main.ts', 'shop/../../main.ts', '..\\main.ts'])(
  'ProgramFolder.write() refuses %s, which would leave the folder',
  async (path) => {
    await expect(write({ [path]: '' })).rejects.toThrow('no path inside the lab');
  },
);

test('ProgramFolder.placeIn() finds the first own frame of a stack, through spaces and umlauts', async () => {
  const program = await write({});
  const url = pathToFileURL(join(program.folder, 'shop/main file.ts')).href;
  const stack = `TypeError: x\n    at JSON.parse (<anonymous>)\n    at node:internal/x:1:2\n    at f (${url}:26:43)\n    at ${url}:30:1`;

  expect(program.placeIn(stack)).toEqual({ file: 'shop/main file.ts', line: 26, column: 43 });
});

test('ProgramFolder.placeIn() finds the place of a syntax error, which stands in front', async () => {
  const program = await write({});
  const url = pathToFileURL(join(program.folder, 'main.ts')).href;

  expect(program.placeIn(`${url}:2\nconst a = 1;\nconst b = = 2;\n          ^\n\nSyntaxError: no`)).toEqual({
    file: 'main.ts',
    line: 2,
    column: 11,
  });
});

test('ProgramFolder.placeIn() knows no place in packages, in Node and in other folders', async () => {
  const program = await write({});
  const url = pathToFileURL(join(program.folder, 'node_modules/hono/index.js')).href;

  expect(program.placeIn(`Error\n    at ${url}:1:1\n    at file:///elsewhere/main.ts:1:1`)).toBeUndefined();
});

test('ProgramFolder.shorten() writes paths as the learner knows them', async () => {
  const program = await write({});

  expect(program.shorten(`in ${pathToFileURL(program.folder).href}/a.ts and ${program.folder}/b.ts`)).toBe(
    'in a.ts and b.ts',
  );
});

test('ProgramFolder.storedPaths() names the files that nobody wrote into it for the program', async () => {
  const own = await write({ 'a/main.ts': '' }, ['hono']);
  await own.add({ 'v2/patch.ts': '' });
  const before = own.storedPaths();
  await writeFile(join(own.folder, 'data', 'orders.db'), '');

  expect([before, own.storedPaths()]).toEqual([[], ['/data/orders.db']]);
});
