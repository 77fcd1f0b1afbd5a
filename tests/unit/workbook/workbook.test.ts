import { expect, test } from 'vitest';
import type { SaveState } from '#workbook/save-state.ts';
import type { OpenRecords } from '#workbook/workbook.ts';
import { TEXT_LIMIT } from '#workbook/parse-record.ts';
import { openTestWorkbook } from '../../support/test-workbook.ts';

const AT = '2026-11-20T12:00:00.000Z';
const VISITED = { schema: 1, updatedAtIso: AT, visitedAtIso: AT };
/** Adds one to what is stored. */
const count = (records: OpenRecords) => {
  const before = records.get('quiz', 'a')?.answersSeenInSitting ?? 0;
  records.put('quiz', 'a', { attempts: [], answersSeenInSitting: before + 1 });
};
const visit = (lesson: string) => (records: OpenRecords) =>
  records.put('lesson', lesson, { visitedAtIso: records.nowIso });

test('change() stores a record with its version and time', async () => {
  const { workbook, memory } = openTestWorkbook();

  const isStored = await workbook.change([['lesson', 'a']], visit('a'));

  expect(isStored).toBe(true);
  expect(memory.records.get('lesson/a')).toEqual(VISITED);
  expect(await workbook.read('lesson', 'a')).toEqual(VISITED);
});

test('change() goes from saving to saved with the time', async () => {
  const { workbook } = openTestWorkbook();
  const states: SaveState[] = [];
  workbook.onState((state) => states.push(state));

  await workbook.change([['lesson', 'a']], visit('a'));

  expect(states).toEqual([{ kind: 'saving' }, { kind: 'saved', atIso: AT }]);
});

test('change() says what kept it from being stored, until it is stored', async () => {
  const { workbook, store } = openTestWorkbook();

  store.failWith('storage-full');
  await workbook.change([['lesson', 'a']], visit('a'));
  const full = workbook.state;
  store.failWith(undefined);
  await workbook.change([['lesson', 'b']], visit('b'));
  const otherStored = workbook.state;
  await workbook.change([['lesson', 'a']], visit('a'));

  expect(full).toEqual({ kind: 'not-saved', problem: 'storage-full' });
  expect(otherStored).toEqual({ kind: 'not-saved', problem: 'storage-full' });
  expect(workbook.state).toEqual({ kind: 'saved', atIso: AT });
});

test('append() makes a change again, once, when storing works again', async () => {
  const { workbook, store, memory } = openTestWorkbook();
  store.failWith('storage-full');
  await workbook.append([['quiz', 'a']], count);
  await workbook.append([['quiz', 'a']], count);
  const waiting = workbook.waiting.length;
  store.failWith(undefined);
  await workbook.change([['lesson', 'b']], visit('b'));

  expect(waiting).toBe(2);
  expect(workbook.waiting).toEqual([]);
  expect(memory.records.get('quiz/a')).toMatchObject({ answersSeenInSitting: 2 });
  expect(workbook.state.kind).toBe('saved');
});

test('change() leaves a record from a newer version as it is', async () => {
  const { workbook, memory } = openTestWorkbook();
  const newer = { schema: 2, updatedAtIso: AT, shape: 'unknown' };
  memory.records.set('lesson/a', newer);

  const isStored = await workbook.change([['lesson', 'a']], visit('a'));

  expect(isStored).toBe(false);
  expect(memory.records.get('lesson/a')).toEqual(newer);
  expect(workbook.state).toEqual({ kind: 'not-saved', problem: 'newer-record' });
});

test('change() sets a record aside that cannot be read, before it writes', async () => {
  const { workbook, memory } = openTestWorkbook();
  memory.records.set('lesson/a', { schema: 1, visitedAtIso: 'yesterday' });

  await workbook.change([['lesson', 'a']], visit('a'));

  expect([...memory.records]).toEqual([
    ['lesson/a', VISITED],
    [`unreadable/${AT}/lesson/a`, { schema: 1, visitedAtIso: 'yesterday' }],
  ]);
});

test('change() refuses a text that could not be read back', async () => {
  const { workbook, memory } = openTestWorkbook();
  const text = 'x'.repeat(TEXT_LIMIT + 1);

  const isStored = await workbook.change([['note', 'a/n']], (records) => {
    records.put('note', 'a/n', { text, editedAtIso: AT, revision: 1 });
  });

  expect(isStored).toBe(false);
  expect(memory.records.size).toBe(0);
  expect(workbook.state).toEqual({ kind: 'not-saved', problem: 'not-storable' });
});

test('change() keeps fields that this version does not know', async () => {
  const { workbook, memory } = openTestWorkbook();
  memory.records.set('lesson/a', { ...VISITED, mood: 'curious' });

  await workbook.change([['lesson', 'a']], (records) => {
    records.put('lesson', 'a', { visitedAtIso: AT, ...records.get('lesson', 'a'), completedAtIso: AT });
  });

  expect(memory.records.get('lesson/a')).toEqual({ ...VISITED, completedAtIso: AT, mood: 'curious' });
});

test('change() throws what its change throws', async () => {
  const { workbook } = openTestWorkbook();

  const change = workbook.change([], () => {
    throw new RangeError('a mistake in the code');
  });

  await expect(change).rejects.toThrow(RangeError);
});

test('onChange() tells of changes of this page and of another', async () => {
  const page = openTestWorkbook();
  const heard: string[] = [];
  page.workbook.onChange((keys) => heard.push(...keys));

  await page.workbook.change([['lesson', 'here']], visit('here'));
  await page.openTab().workbook.change([['lesson', 'there']], visit('there'));

  expect(heard).toEqual(['lesson/here', 'lesson/there']);
});
