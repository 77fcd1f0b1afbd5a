import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeJournal } from '#workbook/journal.ts';
import { journalKeys, recoverJournal } from '#workbook/recover-journal.ts';
import type { TextWrite } from '#workbook/write-text.ts';
import { openTestWorkbook } from '../../support/test-workbook.ts';

const NAME = 'ensemble:microservices:/';
const WRITE: TextWrite = {
  kind: 'file',
  id: 'hello-payment/main.ts',
  text: 'last words\n',
  baseRevision: 1,
  starter: 'starter\n',
  atIso: '2026-11-20T12:00:00.000Z',
  about: {},
};

/** localStorage as a plain object with methods, as browsers show it to `Object.keys`. */
function createLocalStorage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(storage, key) ? String(storage[key]) : null),
    setItem: (key: string, value: string) => void (storage[key] = value),
    removeItem: (key: string) => delete storage[key],
  };
  const storage = Object.create(methods) as Storage & Record<string, string>;
  return storage;
}

beforeEach(() => {
  vi.stubGlobal('localStorage', createLocalStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('recoverJournal() stores what writeJournal() left, and forgets it', async () => {
  const { workbook } = openTestWorkbook();
  writeJournal(NAME, [WRITE]);

  await recoverJournal(workbook, NAME);

  expect(await workbook.read('file', WRITE.id)).toMatchObject({ text: 'last words\n', editedAtIso: WRITE.atIso });
  expect(journalKeys(NAME)).toEqual([]);
});

test('recoverJournal() keeps a text that another tab stored meanwhile', async () => {
  const { workbook } = openTestWorkbook();
  await workbook.change([['file', WRITE.id]], (records) => {
    records.put('file', WRITE.id, { text: 'other tab\n', editedAtIso: records.nowIso, revision: 4 });
  });
  writeJournal(NAME, [WRITE]);

  await recoverJournal(workbook, NAME);

  expect(await workbook.read('history', `file/${WRITE.id}`)).toMatchObject({
    versions: [{ text: 'other tab\n', reason: 'other-tab' }],
  });
});

test('recoverJournal() puts a text that is older than the stored one into the history', async () => {
  const { workbook, clock } = openTestWorkbook();
  clock.advance(60_000);
  await workbook.change([['file', WRITE.id]], (records) => {
    records.put('file', WRITE.id, { text: 'newer\n', editedAtIso: records.nowIso, revision: 4 });
  });
  writeJournal(NAME, [WRITE]);

  await recoverJournal(workbook, NAME);

  expect(await workbook.read('file', WRITE.id)).toMatchObject({ text: 'newer\n' });
  expect(await workbook.read('history', `file/${WRITE.id}`)).toMatchObject({ versions: [{ text: 'last words\n' }] });
});

test('recoverJournal() keeps the journal when the workbook cannot be written', async () => {
  const { workbook, store } = openTestWorkbook();
  writeJournal(NAME, [WRITE]);
  store.failWith('storage-full');

  await recoverJournal(workbook, NAME);

  expect(journalKeys(NAME)).toHaveLength(1);
});

test.each([
  ['no JSON', '{'],
  ['no text', JSON.stringify({ ...WRITE, text: 5 })],
  ['another kind', JSON.stringify({ ...WRITE, kind: 'lab' })],
  ['no time', JSON.stringify({ ...WRITE, atIso: 'soon' })],
])('recoverJournal() drops an entry with %s', async (_what, json) => {
  const { workbook, memory } = openTestWorkbook();
  localStorage.setItem(`${NAME}:unsaved:x`, json);

  await recoverJournal(workbook, NAME);

  expect(memory.records.size).toBe(0);
  expect(journalKeys(NAME)).toEqual([]);
});

test('recoverJournal() leaves the journal of another course alone', async () => {
  const { workbook } = openTestWorkbook();
  writeJournal('ensemble:microservices:/~b/', [WRITE]);

  await recoverJournal(workbook, NAME);

  expect(journalKeys('ensemble:microservices:/~b/')).toHaveLength(1);
});

test('writeJournal() and journalKeys() do nothing where storage is forbidden', () => {
  vi.stubGlobal('localStorage', undefined);

  writeJournal(NAME, [WRITE]);

  expect(journalKeys(NAME)).toEqual([]);
});
