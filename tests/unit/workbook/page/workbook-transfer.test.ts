import { expect, test } from 'vitest';
import { describeRecord } from '#workbook/page/describe-record.ts';
import { previewSentences } from '#workbook/page/preview-sentences.ts';
import { bringIn, deleteEverything, previewImport } from '#workbook/page/workbook-transfer.ts';
import { createStoreMemory, openMemoryStore } from '#workbook/stores/memory-store.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:05:00.000Z';
const lesson = (visitedAtIso: string) => ({ schema: 1, updatedAtIso: AT, visitedAtIso });

const openStore = () => {
  const memory = createStoreMemory();
  memory.records.set('lesson/here', lesson(LATER));
  return { memory, store: openMemoryStore(memory) };
};

test('previewImport() says what would change and changes nothing', async () => {
  const { memory, store } = openStore();
  const incoming = new Map([
    ['lesson/here', lesson(AT)],
    ['lesson/new', lesson(AT)],
  ]);

  const merged = await previewImport(store, incoming);

  expect([...merged.outcomes.values()]).toEqual(['merged', 'added']);
  expect([...memory.records]).toEqual([['lesson/here', lesson(LATER)]]);
});

test('bringIn() merges the copy, and its undo puts back what was there', async () => {
  const { memory, store } = openStore();

  const undo = await bringIn(
    store,
    new Map([
      ['lesson/here', lesson(AT)],
      ['lesson/new', lesson(AT)],
    ]),
  );
  const merged = [...memory.records.keys()];
  await undo();

  expect(merged).toEqual(['lesson/here', 'lesson/new']);
  expect([...memory.records]).toEqual([['lesson/here', lesson(LATER)]]);
});

test('deleteEverything() deletes every record, and its undo puts them back', async () => {
  const { memory, store } = openStore();

  const undo = await deleteEverything(store);
  const countDeleted = memory.records.size;
  await undo();

  expect(countDeleted).toBe(0);
  expect([...memory.records]).toEqual([['lesson/here', lesson(LATER)]]);
});

test('previewSentences() names what is new, joined, here already and left out', () => {
  const outcomes = new Map([
    ['a', 'added'],
    ['b', 'merged'],
    ['c', 'unchanged'],
    ['d', 'newer'],
    ['e', 'unreadable'],
  ] as const);

  expect(previewSentences({ changes: new Map(), outcomes })).toEqual([
    '1 record is new here, 1 would be joined with what is here, 1 is here already.',
    'Joining loses nothing: of two texts the later one is in force, and the other is kept in its history.',
    '1 of a newer version of the course would be left out.',
    '1 cannot be read and would be left out.',
  ]);
});

test('previewSentences() says so when nothing would change', () => {
  expect(previewSentences({ changes: new Map(), outcomes: new Map([['a', 'unchanged']]) })).toEqual([
    'Nothing would change: everything that can be read in this copy is here already.',
  ]);
});

test.each([
  ['lesson/a', 'Ownership: progress'],
  ['quiz/a', 'Ownership: answers'],
  ['file/a/pay/main.ts', 'Ownership: file pay/main.ts'],
  ['history/file/a/pay/main.ts', 'Ownership: file pay/main.ts, earlier versions'],
  ['lab/unknown', 'unknown: runs and hints'],
  ['settings/workbench', 'Settings of the workbench'],
  ['sketch/a', 'Something that this version does not know (sketch/a)'],
])('describeRecord() names %s', (key, words) => {
  expect(describeRecord(key, new Map([['a', 'Ownership']]))).toBe(words);
});
