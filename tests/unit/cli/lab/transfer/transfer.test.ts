/**
 * A workbook's way between page and terminal: what the page stores, what a folder holds, and what comes back.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { readSolutionFolder } from '#cli/lab/read-solution-folder.ts';
import { runExportCommand } from '#cli/lab/transfer/export-command.ts';
import { runImportCommand } from '#cli/lab/transfer/import-command.ts';
import { collectWorkbook } from '#workbook/collect-workbook.ts';
import { type AttachedLabWork, createLabWork } from '#workbook/create-lab-work.ts';
import { bringIn, previewImport } from '#workbook/page/workbook-transfer.ts';
import { readWorkbookFile } from '#workbook/read-workbook-file.ts';
import { createWorkbookFile } from '#workbook/workbook-file.ts';
import { openTestWorkbook, type TestWorkbook } from '../../../../support/test-workbook.ts';

const EXPORTED = '2026-11-21T08:00:00.000Z';
const FREE = 'split-the-monolith';

let place: string;
let page: TestWorkbook;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'transfer-'));
  page = openTestWorkbook();
});
afterEach(() => rm(place, { recursive: true, force: true }));

async function openWork(lab: string): Promise<AttachedLabWork> {
  const { manifest, starter } = await readLab(process.cwd(), lab);
  return createLabWork(page.workbook, lab, starter, manifest.declared && { reservedPaths: [] });
}

/** As the page's button does. */
async function download(name = 'work.json'): Promise<void> {
  const records = await collectWorkbook(page.workbook, []);
  const file = createWorkbookFile(records, 'microservices', page.clock.nowIso());
  await writeFile(join(place, name), JSON.stringify(file, null, 1));
}

/** As the page's file chooser does. */
async function recordsOf(name = 'work.json') {
  const read = readWorkbookFile(await readFile(join(place, name), 'utf8'), 'microservices');
  return new Map(read.isRead ? read.records : []);
}

/** Bringing in counts one more write of a text, which is no change of it. */
const withoutRevisions = (records: ReadonlyMap<string, unknown>): unknown =>
  [...records].map(([key, record]) => [key, { ...(record as object), revision: 0 }]);

type Flags = Partial<{ overwrite: boolean; isDryRun: boolean; workbook: string; folder: string }>;
const command = (lab: string, flags: Flags) => ({
  lab,
  folder: join(place, flags.folder ?? 'mine'),
  workbook: join(place, flags.workbook ?? 'work.json'),
  overwrite: flags.overwrite ?? false,
  isDryRun: flags.isDryRun ?? false,
});
const importLab = (lab: string, flags: Flags = {}) =>
  runImportCommand({ name: 'import', ...command(lab, flags) }, process.cwd(), place, EXPORTED);
const exportLab = (lab: string, flags: Flags = {}) =>
  runExportCommand({ name: 'export', ...command(lab, flags) }, process.cwd(), EXPORTED);
const text = (path: string): Promise<string> => readFile(join(place, path), 'utf8');

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(place, path, '..'), { recursive: true });
  await writeFile(join(place, path), content);
}

/** Work on two labs, with everything that a workbook keeps of files. */
async function workInThePage(): Promise<AttachedLabWork> {
  const hello = await openWork('hello-payment');
  hello.save('payment-service/main.ts', '// first thought\n');
  await hello.settled();
  page.clock.advance(600_000);
  hello.save('payment-service/main.ts', '// second thought\n');
  await hello.settled();
  await hello.recordHint('no-answer', 3);
  const split = await openWork(FREE);
  await split.change({ 'catalogue/main.ts': '// a service of mine\n' }, 'added');
  await split.rename('shop/users/passwords.ts', 'shop/users/hashes.ts');
  await split.change({ 'shop/http/problem.ts': undefined }, 'removed');
  await split.settled();
  return split;
}

test.each(['hello-payment', FREE])(
  'a workbook of the page that goes to a folder and back is byte for byte what it was: %s',
  async (lab) => {
    await workInThePage();
    await download();
    const before = await text('work.json');

    await importLab(lab);
    const { output } = await exportLab(lab, { overwrite: true });

    expect(output).toContain('the workbook has these files already');
    expect(await text('work.json')).toBe(before);
  },
);

test('a workbook of the page, continued in the terminal and brought in again, is what the folder is', async () => {
  const work = await workInThePage();
  await download();
  await importLab(FREE);
  await write('mine/shop/main.ts', '// from my editor\n');
  await write('mine/mail/main.ts', '// new in the terminal\n');
  await rm(join(place, 'mine/catalogue/main.ts'));
  await exportLab(FREE, { overwrite: true });

  await bringIn(page.store, await recordsOf());
  await work.refresh();

  expect(work.files).toEqual(await readSolutionFolder(join(place, 'mine')));
  expect(work.files['shop/main.ts']).toBe('// from my editor\n');
  expect(work.deletedFiles.map(({ path }) => path)).toContain('catalogue/main.ts');
  const { outcomes } = await previewImport(page.store, await recordsOf());
  expect(new Set(outcomes.values())).toEqual(new Set(['unchanged']));
  await download('again.json');
  expect(withoutRevisions(await recordsOf('again.json'))).toEqual(withoutRevisions(await recordsOf()));
  expect((await importLab(FREE, { workbook: 'again.json' })).output).toContain('has the workbook’s files already');
});

test('runExportCommand() keeps in the history what a file held before, and leaves every other record alone', async () => {
  await workInThePage();
  await download();
  const before = await recordsOf();
  await importLab('hello-payment');
  await write('mine/payment-service/main.ts', '// third thought\n');

  await exportLab('hello-payment', { overwrite: true });

  const after = await recordsOf();
  const file = 'file/hello-payment/payment-service/main.ts';
  expect(after.get(file)).toMatchObject({ text: '// third thought\n', editedAtIso: EXPORTED });
  expect(after.get(`history/${file}`)).toMatchObject({
    versions: [{ text: '// first thought\n' }, { text: '// second thought\n', reason: 'import' }],
  });
  for (const key of [file, `history/${file}`]) for (const records of [before, after]) records.delete(key);
  expect(after).toEqual(before);
});

test('runExportCommand() makes a workbook where there is none', async () => {
  await write('mine/payment-service/main.ts', '// mine\n');

  await exportLab('hello-payment', { workbook: 'new/work.json' });

  expect([...(await recordsOf('new/work.json')).keys()]).toEqual(['file/hello-payment/payment-service/main.ts']);
});

test('runExportCommand() writes over a workbook only when told, and nothing in a dry run', async () => {
  await download();
  await write('mine/payment-service/main.ts', '// mine\n');
  const before = await text('work.json');

  await expect(exportLab('hello-payment')).rejects.toMatchObject({
    code: 'LAB_WORKBOOK_EXISTS',
    hint: expect.stringContaining('--overwrite'),
  });
  const { output } = await exportLab('hello-payment', { isDryRun: true });

  expect(output).toContain('  changed   payment-service/main.ts');
  expect(output).toContain('Nothing was written');
  expect(await text('work.json')).toBe(before);
});

test('runExportCommand() names files that the workbook cannot take, and why', async () => {
  await write('mine/payment-service/main.ts', '// mine\n');
  await write('mine/payment-service/extra.ts', '// no file of this lab\n');
  await write('other/services.json', '{}');
  await write('other/Shop/notes.yaml', 'a: 1\n');
  await write('other/big.txt', 'x'.repeat(200_001));

  const fixed = await exportLab('hello-payment', { workbook: 'a.json' });
  const free = await exportLab(FREE, { folder: 'other', workbook: 'b.json' });

  expect(fixed.output).toContain('left out  payment-service/extra.ts: This lab has no such file.');
  expect(free.output).toContain('left out  Shop/notes.yaml: A file ends in ');
  expect(free.output).toContain('left out  big.txt: It is longer than a file of a lab may be.');
});

test('runExportCommand() refuses a folder of another lab and a workbook that is none', async () => {
  await write('mine/elsewhere.ts', '// what is this?\n');
  await expect(exportLab('hello-payment')).rejects.toMatchObject({ code: 'LAB_FOLDER_STRANGE' });

  await write('work.json', '{ "format": "something" }');
  await expect(exportLab('hello-payment')).rejects.toMatchObject({
    code: 'LAB_WORKBOOK_UNREADABLE',
    message: expect.stringContaining('the file is not an exported workbook'),
  });
  expect(await text('work.json')).toBe('{ "format": "something" }');
});

test('runExportCommand() leaves a record of a newer version of the course alone', async () => {
  const newer = { schema: 99, updatedAtIso: EXPORTED, text: { anything: true } };
  page.memory.records.set('file/hello-payment/payment-service/main.ts', newer);
  await download();
  await write('mine/payment-service/main.ts', '// mine\n');
  const before = await text('work.json');

  await expect(exportLab('hello-payment', { overwrite: true })).rejects.toMatchObject({ code: 'LAB_WORKBOOK_NEWER' });
  expect(await text('work.json')).toBe(before);
});

test('runImportCommand() makes a new folder that runs by itself', async () => {
  await workInThePage();
  await download();

  await importLab('hello-payment');

  expect((await readdir(join(place, 'mine'))).sort()).toEqual([
    '.gitignore',
    'README.md',
    'bank.env',
    'package.json',
    'payment-service',
    'payment-service.env',
    'tsconfig.json',
  ]);
  expect(await text('mine/payment-service/main.ts')).toBe('// second thought\n');
});

test('runImportCommand() replaces nothing unless told, and then keeps what was there', async () => {
  await workInThePage();
  await download();
  await write('mine/services.json', '{ "mine": true }');
  await write('mine/shop/http/problem.ts', '// deleted in the page\n');
  await write('mine/thesis.txt', 'mine alone');

  await expect(importLab(FREE)).rejects.toMatchObject({
    code: 'LAB_FILES_DIFFER',
    message: expect.stringMatching(/"services\.json".*"shop\/http\/problem\.ts" \(deleted in the workbook\)/),
  });
  await importLab(FREE, { isDryRun: true });
  const untouched = await readSolutionFolder(join(place, 'mine'));
  await importLab(FREE, { overwrite: true });

  const kept = join('mine/.kept', EXPORTED.replaceAll(':', '-'));
  expect(Object.keys(untouched)).toEqual(['services.json', 'shop/http/problem.ts', 'thesis.txt']);
  expect(await text(`${kept}/services.json`)).toBe('{ "mine": true }');
  expect(await text(`${kept}/shop/http/problem.ts`)).toBe('// deleted in the page\n');
  expect(await text('mine/thesis.txt')).toBe('mine alone');
  expect(await text('mine/catalogue/main.ts')).toBe('// a service of mine\n');
  await expect(text('mine/shop/http/problem.ts')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('runImportCommand() says so when there is no workbook', async () => {
  await expect(importLab('hello-payment')).rejects.toMatchObject({ code: 'LAB_WORKBOOK_MISSING' });
});

test('runImportCommand() writes no path that a file of a lab may not have', async () => {
  const record = { schema: 2, updatedAtIso: EXPORTED, text: 'out', editedAtIso: EXPORTED, revision: 1 };
  for (const path of ['../out.ts', '/tmp/out.ts', '.kept/x.ts', 'a/../../out.ts', 'shop/package.json']) {
    page.memory.records.set(`file/${FREE}/${path}`, record);
  }
  await download();

  await importLab(FREE);

  expect(await readdir(place)).toEqual(['mine', 'work.json']);
  expect(Object.values(await readSolutionFolder(join(place, 'mine')))).not.toContain('out');
  expect(await readdir(join(place, 'mine'))).not.toContain('.kept');
});
