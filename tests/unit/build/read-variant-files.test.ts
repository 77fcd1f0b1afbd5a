import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readVariantFiles } from '#build/read-variant-files.ts';

const LAB = { id: 'split', from: [{ folder: '_shop/monolith', as: 'shop' }] };
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'variants-'));
  await write('_shop/monolith/main.ts', 'monolith');
  await write('_shop/monolith/mail/mailer.ts', 'mailer');
  await write('split/starter/services.json', 'starter');
});
afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  const file = join(root, 'labs', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const read = (variant: string) => readVariantFiles(root, LAB, variant);

test('readVariantFiles() gives the starter with the programs that it takes from elsewhere', async () => {
  expect(await read('starter')).toEqual({
    'shop/main.ts': 'monolith',
    'shop/mail/mailer.ts': 'mailer',
    'services.json': 'starter',
  });
});

test('readVariantFiles() lays a variant over the starter where nothing else is said', async () => {
  await write('split/solution/facade/main.ts', 'facade');

  expect(await read('solution')).toEqual({ ...(await read('starter')), 'facade/main.ts': 'facade' });
});

test('readVariantFiles() lays a variant over another one, without what it takes away', async () => {
  await write('split/solution/base.yaml', "without: ['shop/mail/**']");
  await write('split/solution/services.json', 'solution');
  await write('split/wrong/slow/base.yaml', 'on: solution');
  await write('split/wrong/slow/shop/main.ts', 'slow');

  expect(await read('wrong/slow')).toEqual({ 'shop/main.ts': 'slow', 'services.json': 'solution' });
});

test('readVariantFiles() starts from nothing with programs from elsewhere', async () => {
  await write('split/right/eight/base.yaml', "on: nothing\nfrom: [{ folder: _shop/monolith, as: '' }]");

  expect(await read('right/eight')).toEqual({ 'main.ts': 'monolith', 'mail/mailer.ts': 'mailer' });
});

test('readVariantFiles() takes only the named programs from elsewhere when some are named', async () => {
  const base = 'on: nothing\nfrom: [{ folder: _shop/monolith, as: shop, files: [mail/mailer.ts] }]';
  await write('split/right/mailer/base.yaml', base);

  expect(await read('right/mailer')).toEqual({ 'shop/mail/mailer.ts': 'mailer' });
});

test.each([
  ['a path that is not there', "without: ['shop/male/**']", 'LAB_BASE_INVALID'],
  ['itself', 'on: right/other', 'LAB_BASE_INVALID'],
  ['an unknown field', 'over: starter', 'LAB_BASE_INVALID'],
  ['a program that is not there', "from: [{ folder: _shop/monolith, as: '', files: [male.ts] }]", 'LAB_FOLDER_MISSING'],
  ['a folder without programs', "from: [{ folder: _shop/nothing, as: '' }]", 'LAB_FOLDER_MISSING'],
])('readVariantFiles() refuses a base that names %s', async (_what, base, code) => {
  await write('split/right/other/base.yaml', base);

  await expect(read('right/other')).rejects.toMatchObject({ code });
});
