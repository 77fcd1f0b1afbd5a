import { expect, test } from 'vitest';
import { createLabWork } from '#workbook/create-lab-work.ts';
import type { LabWork } from '#workbook/lab-work.ts';
import { followedPath } from '#workbench/state/file-actions.ts';
import { openTestWorkbook } from '../../../support/test-workbook.ts';
import { type BenchUnderTest, workbenchUnderTest } from '../../../support/workbench-bench.ts';

const PATH = 'payment-service/main.ts';

interface OpenedBench extends BenchUnderTest {
  readonly work: LabWork;
}

async function openBench(): Promise<OpenedBench> {
  const starter = { [PATH]: 'serve();' };
  const work = await createLabWork(openTestWorkbook().workbook, 'hello-payment', starter, { reservedPaths: [] });
  const bench = workbenchUnderTest({}, { openWork: async () => work });
  bench.actions.edit(PATH, 'serve(1);');
  await bench.until(() => work.files[PATH] === 'serve(1);' && bench.store.get().files[PATH] === 'serve(1);');
  return { ...bench, work };
}

test('addFile() shows the new file', async () => {
  const bench = await openBench();

  bench.actions.addFile('products/main.ts', 'listen();');
  const state = await bench.until(({ activePath }) => activePath === 'products/main.ts');

  expect(state.files).toEqual({ [PATH]: 'serve(1);', 'products/main.ts': 'listen();' });
  expect(state.notice).toEqual({ paths: ['products/main.ts'], cause: 'added' });
});

test('renameFile() goes on showing the file, deleteFile() shows another, bringBack() shows it again', async () => {
  const bench = await openBench();

  bench.actions.renameFile(PATH, 'z.ts');
  const renamed = await bench.until(({ activePath }) => activePath === 'z.ts');
  bench.actions.deleteFile('z.ts');
  const deleted = await bench.until(({ files }) => !('z.ts' in files));
  bench.actions.bringBack('z.ts');
  const back = await bench.until(({ activePath }) => activePath === 'z.ts');

  expect(renamed.files).toEqual({ 'z.ts': 'serve(1);' });
  expect([deleted.files, deleted.activePath]).toEqual([{}, '']);
  expect(deleted.deletedFiles.map(({ path }) => path).sort()).toEqual([PATH, 'z.ts']);
  expect(back.files).toEqual({ 'z.ts': 'serve(1);' });
});

test('changeServices() is one step for undo()', async () => {
  const bench = await openBench();

  bench.actions.changeServices({ 'services.json': '{}', 'products/main.ts': '' });
  await bench.until(({ files }) => 'services.json' in files);
  bench.actions.undo();
  const state = await bench.until(({ notice }) => notice?.cause === 'undo');

  expect(state.files).toEqual({ [PATH]: 'serve(1);' });
});

test('edit() of a file that is gone changes nothing', async () => {
  const bench = await openBench();

  bench.actions.edit('gone.ts', 'late key');

  expect(bench.store.get().files).toEqual({ [PATH]: 'serve(1);' });
});

test('what was typed before the workbook opened is there also when the file was deleted earlier', async () => {
  const page = openTestWorkbook();
  const starter = { [PATH]: 'serve();' };
  const earlier = await createLabWork(page.workbook, 'hello-payment', starter, { reservedPaths: [] });
  await earlier.change({ [PATH]: undefined }, 'removed');
  const opening = createLabWork(page.openTab().workbook, 'hello-payment', starter, { reservedPaths: [] });
  const bench = workbenchUnderTest({}, { openWork: () => opening });

  bench.actions.edit(PATH, 'typed early');
  const work = await opening;
  await bench.until(() => work.files[PATH] !== undefined);

  expect(work.files).toEqual({ [PATH]: 'typed early' });
});

test.each([
  ['b.ts', { 'b.ts': '' }, [], 'b.ts'],
  ['b.ts', { 'a.ts': '', 'c.ts': '' }, [], 'c.ts'],
  ['b.ts', { 'a.ts': '' }, [], 'a.ts'],
  ['b.ts', { 'a.ts': '', 'x.ts': '' }, ['b.ts', 'x.ts'], 'x.ts'],
  ['b.ts', {}, [], ''],
])('followedPath() from %s among %j after %j', (shown, files, renamed, path) => {
  expect(followedPath(shown, files, renamed)).toBe(path);
});
