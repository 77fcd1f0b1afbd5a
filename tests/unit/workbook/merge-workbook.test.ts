import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeWorkbook } from '#workbook/merge-workbook.ts';
import type { HistoryRecord, LabRecord, QuizAnswersRecord, TextRecord } from '#workbook/record.ts';
import type { StoredRecords } from '#workbook/workbook-store.ts';
import { arbitraryWorkbook } from '../../support/arbitrary-workbook.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:05:00.000Z';
const FILE = 'file/hello-payment/main.ts';

const apply = (stored: StoredRecords, incoming: StoredRecords): Map<string, unknown> =>
  new Map([...stored, ...mergeWorkbook(stored, incoming).changes]);

/** As plain data in one order, without the count of writes. */
const plain = (records: StoredRecords): unknown =>
  JSON.parse(
    JSON.stringify([...records].toSorted(byJson), (key, value: unknown) => {
      if (key === 'revision') return undefined;
      return Array.isArray(value) ? value.toSorted(byJson) : value;
    }),
  );
const byJson = (left: unknown, right: unknown) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);

const get = <Record>(records: StoredRecords, key: string) => records.get(key) as Record | undefined;
const attemptsOf = (records: StoredRecords) =>
  (get<QuizAnswersRecord>(records, 'quiz/characteristics')?.attempts ?? []).map(
    ({ answeredAtIso, questionId, sitting, round }) => `${answeredAtIso} ${questionId} ${sitting} ${round}`,
  );
const runsOf = (records: StoredRecords) =>
  (get<LabRecord>(records, 'lab/hello-payment')?.runs ?? []).map(
    ({ atIso, seed, filesHash }) => `${atIso} ${seed} ${filesHash}`,
  );
const textsOf = (records: StoredRecords, key: string) => [
  ...[get<TextRecord>(records, key)].flatMap((record) => (record ? [record.text] : [])),
  ...(get<HistoryRecord>(records, `history/${key}`)?.versions ?? []).map(({ text }) => text),
];
const everythingMade = (records: StoredRecords) => ({
  attempts: new Set(attemptsOf(records)),
  runs: new Set(runsOf(records)),
  file: new Set(textsOf(records, FILE)),
  note: new Set(textsOf(records, 'note/characteristics/notebook')),
});

test('mergeWorkbook() gives the same whichever side is merged into the other', () => {
  fc.assert(
    fc.property(arbitraryWorkbook, arbitraryWorkbook, (left, right) => {
      expect(plain(apply(left, right))).toEqual(plain(apply(right, left)));
    }),
    { numRuns: 500 },
  );
});

test('mergeWorkbook() loses no attempt, no run and no text of either side', () => {
  fc.assert(
    fc.property(arbitraryWorkbook, arbitraryWorkbook, (left, right) => {
      const merged = everythingMade(apply(left, right));
      const fromLeft = everythingMade(left);
      const fromRight = everythingMade(right);

      for (const part of ['attempts', 'runs', 'file', 'note'] as const) {
        expect(merged[part], part).toEqual(new Set([...fromLeft[part], ...fromRight[part]]));
      }
    }),
    { numRuns: 500 },
  );
});

test('mergeWorkbook() changes nothing when the file was merged already', () => {
  fc.assert(
    fc.property(arbitraryWorkbook, arbitraryWorkbook, (left, right) => {
      const merged = apply(left, right);

      const again = mergeWorkbook(merged, right);

      expect([...again.changes.keys()]).toEqual([]);
      expect(new Set(again.outcomes.values())).toEqual(new Set([...right.keys()].map(() => 'unchanged')));
    }),
    { numRuns: 500 },
  );
});

test('mergeWorkbook() keeps the text that was edited last and puts the other one into the history', () => {
  const older = { schema: 1, updatedAtIso: AT, text: 'older\n', editedAtIso: AT, revision: 7 };
  const newer = { schema: 1, updatedAtIso: LATER, text: 'newer\n', editedAtIso: LATER, revision: 2 };

  const { changes, outcomes } = mergeWorkbook(new Map([[FILE, older]]), new Map([[FILE, newer]]));

  expect(changes.get(FILE)).toMatchObject({ text: 'newer\n', revision: 8 });
  expect(changes.get(`history/${FILE}`)).toMatchObject({
    versions: [{ text: 'older\n', editedAtIso: AT, reason: 'import' }],
  });
  expect([...outcomes]).toEqual([
    [FILE, 'merged'],
    [`history/${FILE}`, 'added'],
  ]);
});

test('mergeWorkbook() leaves a stored record alone when the file’s copy is newer than this version or not readable', () => {
  const stored = new Map([
    ['lesson/a', { schema: 1, updatedAtIso: AT, visitedAtIso: AT }],
    ['lesson/b', { schema: 1, updatedAtIso: AT, visitedAtIso: AT }],
  ]);
  const incoming = new Map<string, unknown>([
    ['lesson/a', { schema: 2, updatedAtIso: LATER }],
    ['lesson/b', { schema: 1, visitedAtIso: 'yesterday' }],
    ['lesson/c', 'text'],
  ]);

  const { changes, outcomes } = mergeWorkbook(stored, incoming);

  expect(changes).toEqual(new Map());
  expect([...outcomes.values()]).toEqual(['newer', 'unreadable', 'unreadable']);
});

test('mergeWorkbook() never writes over a stored record of a newer version', () => {
  const newer = { schema: 9, updatedAtIso: AT };

  const { changes, outcomes } = mergeWorkbook(
    new Map([['lesson/a', newer]]),
    new Map([['lesson/a', { schema: 1, updatedAtIso: LATER, visitedAtIso: AT }]]),
  );

  expect(changes).toEqual(new Map());
  expect(outcomes.get('lesson/a')).toBe('newer');
});

test('mergeWorkbook() takes along a record that only a newer version understands', () => {
  const unknown = { schema: 1, updatedAtIso: AT, strokes: [1] };

  const { changes, outcomes } = mergeWorkbook(new Map(), new Map([['sketch/a', unknown]]));

  expect(changes).toEqual(new Map([['sketch/a', unknown]]));
  expect(outcomes.get('sketch/a')).toBe('added');
});

test('mergeWorkbook() sets an unreadable stored record aside instead of losing it', () => {
  const broken = { schema: 1, visitedAtIso: 7 };
  const good = { schema: 1, updatedAtIso: AT, visitedAtIso: AT };

  const { changes } = mergeWorkbook(new Map([['lesson/a', broken]]), new Map([['lesson/a', good]]));

  expect([...changes.values()]).toEqual([broken, good]);
});

test('mergeWorkbook() keeps fields that this version does not know', () => {
  const left = { schema: 1, updatedAtIso: AT, visitedAtIso: AT, colour: 'blue' };
  const right = { schema: 1, updatedAtIso: LATER, visitedAtIso: LATER, shape: 'round' };

  const { changes } = mergeWorkbook(new Map([['lesson/a', left]]), new Map([['lesson/a', right]]));

  expect(changes.get('lesson/a')).toMatchObject({ colour: 'blue', shape: 'round', visitedAtIso: AT });
});
