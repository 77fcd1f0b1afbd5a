import { expect, test } from 'vitest';
import { MIGRATIONS, migrateRecord, schemaVersion } from '#workbook/migrations.ts';
import { parseAnyRecord, parseRecord } from '#workbook/parse-record.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LESSON = { schema: 1, updatedAtIso: AT, visitedAtIso: AT };
/** What a second and a third version of a lesson record could look like. */
const LATER_MIGRATIONS = {
  ...MIGRATIONS,
  lesson: [
    { name: 'visits-are-counted', up: (record: object) => ({ ...record, schema: 1, visitCount: 1 }) },
    { name: 'completion-has-a-time', up: (record: object) => ({ ...record, schema: 2, completedAtIso: AT }) },
  ],
};

test('parseRecord() gives the record when it has the shape, unknown fields included', () => {
  expect(parseRecord('lesson', 'lesson/a', { ...LESSON, mood: 'curious' })).toEqual({
    state: 'ok',
    record: { ...LESSON, mood: 'curious' },
  });
});

test.each([
  ['nothing', undefined, 'absent'],
  ['a text', 'lesson', 'unreadable'],
  ['no version', { updatedAtIso: AT, visitedAtIso: AT }, 'unreadable'],
  ['version 0', { ...LESSON, schema: 0 }, 'unreadable'],
  ['a field of another shape', { ...LESSON, visitedAtIso: 5 }, 'unreadable'],
  ['a newer version', { schema: 2 }, 'newer'],
])('parseRecord() tells %s', (_what, stored, state) => {
  expect(parseRecord('lesson', 'lesson/a', stored).state).toBe(state);
});

test('parseAnyRecord() takes a kind that this version does not know for a newer one', () => {
  expect(parseAnyRecord('sketch/a', LESSON)).toEqual({ state: 'newer', schema: 0 });
});

test('migrateRecord() goes through every step from the record’s version on, and keeps unknown fields', () => {
  const first = migrateRecord('lesson/a', { ...LESSON, mood: 'curious' }, LATER_MIGRATIONS);
  const second = migrateRecord('lesson/a', { ...LESSON, schema: 2, visitCount: 7 }, LATER_MIGRATIONS);

  expect(first).toEqual({ ...LESSON, schema: 3, mood: 'curious', visitCount: 1, completedAtIso: AT });
  expect(second).toEqual({ ...LESSON, schema: 3, visitCount: 7, completedAtIso: AT });
  expect(schemaVersion('lesson', LATER_MIGRATIONS)).toBe(3);
});

test('parseRecord() reads an older record as the newest version', () => {
  expect(parseRecord('lesson', 'lesson/a', LESSON, LATER_MIGRATIONS)).toMatchObject({
    state: 'ok',
    record: { schema: 3, completedAtIso: AT },
  });
});

test('parseRecord() takes files and histories from before files could be deleted, and leaves those of a newer version', () => {
  const file = {
    schema: 1,
    updatedAtIso: '2026-11-20T12:00:00.000Z',
    text: 'x',
    editedAtIso: '2026-11-20T12:00:00.000Z',
    revision: 3,
  };
  const history = { schema: 1, updatedAtIso: '2026-11-20T12:00:00.000Z', versions: [] };

  expect(parseRecord('file', 'file/lab/a.ts', file)).toEqual({ state: 'ok', record: { ...file, schema: 2 } });
  expect(parseRecord('history', 'history/file/lab/a.ts', history)).toEqual({
    state: 'ok',
    record: { ...history, schema: 2 },
  });
  expect(parseRecord('file', 'file/lab/a.ts', { ...file, schema: 3 })).toEqual({ state: 'newer', schema: 3 });
  expect(parseRecord('file', 'file/lab/a.ts', { ...file, isDeleted: 'yes' })).toEqual({ state: 'unreadable' });
});

test('parseRecord() takes a lab from before runs spoke of steps, and refuses a step of another shape', () => {
  const run = { atIso: AT, seed: 1, filesHash: 'aa', complete: false, checks: [] };
  const lab = { schema: 1, updatedAtIso: AT, runs: [run], hints: [], mood: 'curious' };
  const steps = [{ step: 'facade', state: 'done' }];
  const parts = [{ id: 'catalogue', title: 'the catalogue has an owner', isHeld: true }];
  const check = { check: 'C3', title: 'Ownership', verdict: 'fail', held: '', replay: 'lab/03 seed=1', parts };
  const now = { ...lab, schema: 2, runs: [{ ...run, checks: [check], steps }], choices: [], exerciseChecks: [] };

  expect(parseRecord('lab', 'lab/a', lab)).toEqual({
    state: 'ok',
    record: { ...lab, schema: 2, runs: [{ ...run, steps: [] }], choices: [], exerciseChecks: [] },
  });
  expect(parseRecord('lab', 'lab/a', now)).toEqual({ state: 'ok', record: now });
  expect(
    parseRecord('lab', 'lab/a', { ...now, runs: [{ ...run, steps: [{ step: 'facade', state: 'fine' }] }] }).state,
  ).toBe('unreadable');
});
