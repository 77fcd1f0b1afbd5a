import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttachedLabWork, createLabWork } from '#workbook/create-lab-work.ts';
import type { LabWorkEvent } from '#workbook/lab-work.ts';
import { mergeWorkbook } from '#workbook/merge-workbook.ts';
import { writeText } from '#workbook/write-text.ts';
import { openTestWorkbook, type TestWorkbook } from '../../support/test-workbook.ts';

const STARTER = { 'shop/main.ts': 'starter main\n', 'shop/orders.ts': 'starter orders\n', 'services.json': '{}\n' };
const LAB = 'split-the-monolith';

const openWork = ({ workbook }: TestWorkbook, starter: Record<string, string> = STARTER) =>
  createLabWork(workbook, LAB, starter, { reservedPaths: ['shop/read-only.ts'] });

const texts = (work: AttachedLabWork, path: string) =>
  work.history(path).then((versions) => versions.map(({ text, reason }) => [text, reason]));

test('change() adds a file that is there on the next page', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);

  await work.change({ 'products/main.ts': 'listen\n' }, 'added');
  work.save('products/main.ts', 'listen on\n');
  await work.settled();

  expect((await openWork(page.openTab())).files).toEqual({ ...STARTER, 'products/main.ts': 'listen on\n' });
});

test('change() with a deletion keeps the text among the deleted files, also for the next page', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('shop/orders.ts', 'typed just now\n');

  await work.change({ 'shop/orders.ts': undefined }, 'removed');
  const next = await openWork(page.openTab());

  expect(Object.keys(work.files)).toEqual(['shop/main.ts', 'services.json']);
  expect(Object.keys(next.files)).toEqual(['shop/main.ts', 'services.json']);
  expect(next.deletedFiles).toMatchObject([{ path: 'shop/orders.ts', text: 'typed just now\n' }]);
});

test('change() that brings a deleted path back with another text keeps the deleted one as a version', async () => {
  const work = await openWork(openTestWorkbook());
  await work.change({ 'a.ts': 'first\n' }, 'added');
  await work.change({ 'a.ts': undefined }, 'removed');

  await work.change({ 'a.ts': 'second\n' }, 'added');

  expect(work.deletedFiles).toEqual([]);
  expect(await texts(work, 'a.ts')).toEqual([['first\n', 'deleted']]);
});

test('rename() takes text and earlier versions along, undo() takes what was typed since back', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  work.save('shop/orders.ts', 'mine\n');
  await work.reset('shop/orders.ts');
  work.save('shop/orders.ts', 'mine again\n');

  await work.rename('shop/orders.ts', 'orders/main.ts');
  const renamed = { files: work.files, history: await texts(work, 'orders/main.ts'), deleted: work.deletedFiles };
  work.save('orders/main.ts', 'typed after\n');
  await work.undo();

  expect(renamed.files).toMatchObject({ 'orders/main.ts': 'mine again\n' });
  expect(renamed.files).not.toHaveProperty('shop/orders.ts');
  expect(renamed.history).toEqual([['mine\n', 'reset']]);
  expect(renamed.deleted).toMatchObject([{ path: 'shop/orders.ts', movedTo: 'orders/main.ts' }]);
  expect(work.files).toEqual({ ...STARTER, 'shop/orders.ts': 'typed after\n' });
  expect((await openWork(page.openTab())).files).toEqual(work.files);
});

test.each([
  ['shop/main.ts', 'shop/orders.ts', 'a path that is taken'],
  ['shop/main.ts', '../main.ts', 'a path outside the lab'],
  ['shop/main.ts', 'shop/read-only.ts', 'the path of a file that nobody edits'],
  ['shop/none.ts', 'shop/some.ts', 'a file that is not there'],
])('rename() of %s to %s changes nothing: %s', async (from, to) => {
  const work = await openWork(openTestWorkbook());

  await work.rename(from, to);

  expect([work.files, work.canUndo]).toEqual([STARTER, false]);
});

test('reset() of all leaves exactly the starter’s files, undo() exactly those from before', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  await work.change({ 'products/main.ts': 'listen\n', 'shop/orders.ts': undefined }, 'added');
  work.save('shop/main.ts', 'edited\n');
  const before = work.files;

  await work.reset();
  const afterReset = { files: work.files, deleted: work.deletedFiles.map(({ path }) => path) };
  await work.undo();

  expect(afterReset).toEqual({ files: STARTER, deleted: ['products/main.ts'] });
  expect(work.files).toEqual(before);
  expect((await openWork(page.openTab())).files).toEqual(before);
});

test('reset() of a file that the starter does not have leaves it', async () => {
  const work = await openWork(openTestWorkbook());
  await work.change({ 'a.ts': 'mine\n' }, 'added');

  await work.reset('a.ts');

  expect(work.files['a.ts']).toBe('mine\n');
});

test('takeSolution() leaves exactly the solution’s files', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  await work.change({ 'mine.ts': 'mine\n' }, 'added');
  const solution = { 'gateway/main.ts': 'gateway\n', 'services.json': '{ "shop": {} }\n' };

  await work.takeSolution(solution);

  expect(work.files).toEqual(solution);
  expect((await openWork(page.openTab())).files).toEqual(solution);
  expect(work.deletedFiles.map(({ path }) => path).sort()).toEqual(['mine.ts', 'shop/main.ts', 'shop/orders.ts']);
});

test('recordRun() keeps versions of added files', async () => {
  const work = await openWork(openTestWorkbook());
  await work.change({ 'products/main.ts': 'judged\n' }, 'added');

  await work.recordRun({ seed: 1, complete: false, checks: [], steps: [] }, work.files);

  expect(await texts(work, 'products/main.ts')).toEqual([['judged\n', 'run']]);
});

test('a file added, renamed or deleted by another tab is so in this one', async () => {
  const page = openTestWorkbook();
  const here = await openWork(page);
  const there = await openWork(page.openTab());
  const events: LabWorkEvent[] = [];
  here.subscribe((event) => events.push(event));
  const heard = (path: string) =>
    expect
      .poll(() => events)
      .toContainEqual({ kind: 'files', paths: expect.arrayContaining([path]), cause: 'other-tab' });

  await there.change({ 'products/main.ts': 'listen\n' }, 'added');
  await heard('products/main.ts');
  await there.rename('products/main.ts', 'catalogue/main.ts');
  await heard('catalogue/main.ts');
  await there.change({ 'shop/orders.ts': undefined }, 'removed');
  await heard('shop/orders.ts');

  expect(here.files).toEqual(there.files);
  expect(here.deletedFiles.map(({ path }) => path)).toEqual(there.deletedFiles.map(({ path }) => path));
});

test('a file that one tab deletes while the other types is deleted or not, and neither text is lost', async () => {
  const page = openTestWorkbook();
  const here = await openWork(page);
  const there = await openWork(page.openTab());
  there.save('shop/main.ts', 'typed there\n');
  await there.settled();
  await here.refresh();

  const removed = there.change({ 'shop/main.ts': undefined }, 'removed');
  here.save('shop/main.ts', 'typed here\n');
  await Promise.all([removed, here.settled()]);

  const next = await openWork(page.openTab());
  const versions = await next.history('shop/main.ts');
  const found = [
    next.files['shop/main.ts'],
    ...next.deletedFiles.map(({ text }) => text),
    ...versions.map(({ text }) => text),
  ];
  expect(found).toContain('typed here\n');
  expect(found).toContain('typed there\n');
});

test('two tabs that add the same path at once lose neither text', async () => {
  const page = openTestWorkbook();
  const here = await openWork(page);
  const there = await openWork(page.openTab());

  await Promise.all([
    here.change({ 'a.ts': 'from here\n' }, 'added'),
    there.change({ 'a.ts': 'from there\n' }, 'added'),
  ]);

  const next = await openWork(page.openTab());
  const all = [next.files['a.ts'], ...(await next.history('a.ts')).map(({ text }) => text)];
  expect(new Set(all)).toEqual(new Set(['from here\n', 'from there\n']));
});

test('unsaved() names a deletion and an added file that could not be stored; both are stored when there is room again', async () => {
  const page = openTestWorkbook();
  const work = await openWork(page);
  page.store.failWith('storage-full');

  await work.change({ 'a.ts': 'mine\n', 'shop/orders.ts': undefined }, 'added');
  await work.settled();
  const unsaved = work.unsaved();
  page.store.failWith(undefined);
  for (const write of unsaved) await writeText(page.workbook, write);

  expect(unsaved.map(({ id, text, isDeleted }) => [id, text, isDeleted])).toEqual([
    [`${LAB}/a.ts`, 'mine\n', undefined],
    [`${LAB}/shop/orders.ts`, 'starter orders\n', true],
  ]);
  const next = await openWork(page.openTab());
  expect(Object.keys(next.files).sort()).toEqual(['a.ts', 'services.json', 'shop/main.ts']);
});

test('unsaved() names a step that is under way', async () => {
  const work = await openWork(openTestWorkbook());

  const change = work.change({ 'a.ts': 'mine\n' }, 'added');
  const during = work.unsaved().map(({ id, text }) => [id, text]);
  await change;

  expect(during).toEqual([[`${LAB}/a.ts`, 'mine\n']]);
  expect(work.unsaved()).toEqual([]);
});

test('createLabWork() takes no stored file whose path leaves the lab or is one that nobody edits', async () => {
  const page = openTestWorkbook();
  const body = { text: 'x', editedAtIso: '2026-11-20T12:00:00.000Z', revision: 1 };
  await page.workbook.change([], (records) => {
    for (const path of ['../x.ts', 'shop/read-only.ts', 'x.sh', '__proto__'])
      records.put('file', `${LAB}/${path}`, body);
  });

  expect((await openWork(page)).files).toEqual(STARTER);
});

test('change() and rename() leave a lab with fixed files as it is', async () => {
  const page = openTestWorkbook();
  const work = await createLabWork(page.workbook, LAB, STARTER);

  await work.change({ 'a.ts': 'x', 'shop/main.ts': undefined }, 'added');
  await work.rename('shop/main.ts', 'b.ts');

  expect([work.files, work.canUndo]).toEqual([STARTER, false]);
});

test('a workbook that is brought in with added and deleted files has them here', async () => {
  const there = openTestWorkbook();
  const theirs = await openWork(there);
  await theirs.change({ 'a.ts': 'theirs\n', 'shop/orders.ts': undefined }, 'added');
  const here = openTestWorkbook();

  const { changes } = mergeWorkbook(new Map(), there.memory.records);
  await here.store.update([], () => changes);
  const work = await openWork(here);

  expect(work.files).toEqual(theirs.files);
  expect(work.deletedFiles).toMatchObject([{ path: 'shop/orders.ts', text: 'starter orders\n' }]);
});

const path = fc.constantFrom('shop/main.ts', 'shop/orders.ts', 'a.ts', 'b/c.ts');
const act = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), path }),
  fc.record({ kind: fc.constant('remove' as const), path }),
  fc.record({ kind: fc.constant('rename' as const), path, to: path }),
  fc.record({ kind: fc.constant('bring back' as const), path }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'reset all' as const, 'solution' as const) }),
  fc.record({ kind: fc.constant('type' as const), path }),
  fc.record({ kind: fc.constant('reload' as const) }),
);

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one act and gives the work of the page that is open by then; what it writes says which act it was, and is long enough to be worth a version. */
async function perform(page: TestWorkbook, work: AttachedLabWork, one: Act, index: number): Promise<AttachedLabWork> {
  const text = `text ${index}, and more than the few letters that are not worth a version ${'x'.repeat(index)}\n`;
  switch (one.kind) {
    case 'add':
      if (work.files[one.path] === undefined) await work.change({ [one.path]: text }, 'added');
      break;
    case 'remove':
      await work.change({ [one.path]: undefined }, 'removed');
      break;
    case 'rename':
      await work.rename(one.path, one.to);
      break;
    case 'bring back':
      for (const gone of work.deletedFiles.filter((file) => file.path === one.path)) {
        await work.change({ [gone.path]: gone.text }, 'restored');
      }
      break;
    case 'type':
      work.save(one.path, (work.files[one.path] ?? '') + text);
      break;
    case 'undo':
      await work.undo();
      break;
    case 'reset all':
      await work.reset();
      break;
    case 'solution':
      await work.takeSolution({ 'a.ts': 'the solution’s a\n' });
      break;
    case 'reload':
      return openWork(page.openTab());
  }
  await work.settled();
  return work;
}

/** Every text that the page of these acts can show: files, deleted files, earlier versions, and the starter by a reset. */
async function findableTexts(work: AttachedLabWork): Promise<readonly string[]> {
  const paths = [...Object.keys(work.files), ...work.deletedFiles.map((file) => file.path)];
  const versions = await Promise.all(paths.map((one) => work.history(one)));
  return [
    ...Object.values(STARTER),
    ...Object.values(work.files),
    ...work.deletedFiles.map(({ text }) => text),
    ...versions.flat().map(({ text }) => text),
  ];
}

test('no sequence of adding, deleting, renaming, bringing back, undo, reset and solution loses a text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      const page = openTestWorkbook();
      let work = await openWork(page);
      const made = new Set<string>();
      for (const [index, one] of acts.entries()) {
        page.clock.advance(1_000);
        // What was typed on may have become a longer text since; what a step replaced has to be there to the letter.
        for (const text of Object.values(work.files)) made.add(text);
        work = await perform(page, work, one, index);
      }
      const next = await openWork(page.openTab());
      const found = await findableTexts(next);

      expect(next.files).toEqual(work.files);
      expect([...made].filter((text) => found.every((whole) => !whole.startsWith(text)))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
