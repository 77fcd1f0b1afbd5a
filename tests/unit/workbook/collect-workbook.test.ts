import { expect, test } from 'vitest';
import { collectWorkbook } from '#workbook/collect-workbook.ts';
import type { OpenRecords } from '#workbook/workbook.ts';
import { openTestWorkbook } from '../../support/test-workbook.ts';

const visit = (records: OpenRecords) => records.put('lesson', 'a', { visitedAtIso: records.nowIso });

test('collectWorkbook() holds what is stored and what could not be stored, and stores nothing', async () => {
  const { workbook, store, memory } = openTestWorkbook();
  const newer = { schema: 9 };
  memory.records.set('lesson/newer', newer);
  store.failWith('storage-full');
  await workbook.append([['lesson', 'a']], visit);

  const collected = await collectWorkbook(workbook, [
    { kind: 'note', id: 'a/n', text: 'unsaved', baseRevision: 0, starter: '', about: { prompt: 'Why?' } },
  ]);

  expect([...collected.keys()]).toEqual(['lesson/newer', 'lesson/a', 'note/a/n']);
  expect(collected.get('note/a/n')).toMatchObject({ text: 'unsaved', prompt: 'Why?' });
  expect([...memory.records.keys()]).toEqual(['lesson/newer']);
});

test('collectWorkbook() still holds unsaved work when the store cannot be read', async () => {
  const { workbook, store } = openTestWorkbook();
  store.failWith('storage-closed');
  await workbook.append([['lesson', 'a']], visit);
  const unreadable = { ...workbook, store: { ...store, read: () => Promise.reject(new Error('closed')) } };

  const collected = await collectWorkbook({ ...unreadable, waiting: workbook.waiting }, []);

  expect([...collected.keys()]).toEqual(['lesson/a']);
});
