import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSolutionFolder } from '#cli/lab/read-solution-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-files-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

test('readSolutionFolder() reads programs by path and leaves out what is none', async () => {
  await write('payment-service/main.ts', 'main');
  await write('payment-service/data/prices.json', '{}');
  await write('expect.yaml', 'messages: []');
  await write('node_modules/hono/index.js', 'package');
  await write('.git/config.txt', 'hidden');
  await write('notes.pdf', 'binary');
  await write('producer.py', 'python');

  const files = await readSolutionFolder(folder);

  expect(files).toEqual({
    'payment-service/data/prices.json': '{}',
    'payment-service/main.ts': 'main',
    'producer.py': 'python',
  });
});

test('readSolutionFolder() names a folder that does not exist', async () => {
  const reading = readSolutionFolder(join(folder, 'nowhere'));

  await expect(reading).rejects.toMatchObject({
    code: 'LAB_FOLDER_MISSING',
    message: expect.stringContaining('there is no such folder'),
  });
});

test('readSolutionFolder() says that a file is no folder', async () => {
  await write('main.ts', '');

  const reading = readSolutionFolder(join(folder, 'main.ts'));

  await expect(reading).rejects.toMatchObject({
    code: 'LAB_FOLDER_MISSING',
    message: expect.stringContaining('a file, not a folder'),
  });
});

test('readSolutionFolder() refuses a folder without programs', async () => {
  await expect(readSolutionFolder(folder)).rejects.toMatchObject({ code: 'LAB_FOLDER_EMPTY' });
});

test('readSolutionFolder() refuses a folder that is too large to be a solution', async () => {
  await write('main.ts', 'x'.repeat(1_000_001));

  await expect(readSolutionFolder(folder)).rejects.toMatchObject({ code: 'LAB_FOLDER_TOO_LARGE' });
});
