import { expect, test } from 'vitest';
import { editText, PAUSE_MS, pushVersion, VERSION_LIMIT } from '#workbook/text-edit.ts';

const AT = '2026-11-20T12:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();
const STORED = { text: `${'const line = 1;\n'.repeat(10)}`, editedAtIso: AT, revision: 3 };
const STARTER = 'starter\n';

test('editText() counts one more revision and keeps no version for a small edit', () => {
  const edited = editText(STORED, [], { text: `${STORED.text}//`, atIso: after(1), baseRevision: 3 }, STARTER);

  expect(edited).toEqual({
    current: { text: `${STORED.text}//`, editedAtIso: after(1), revision: 4 },
    versions: [],
    isConflict: false,
  });
});

test.each([
  ['a pause', { text: `${STORED.text}//`, atIso: after(PAUSE_MS), baseRevision: 3 }, 'pause'],
  ['most of it replaced', { text: 'pasted\n', atIso: after(1), baseRevision: 3 }, 'large-change'],
  ['a reset', { text: STARTER, atIso: after(1), baseRevision: 3, keep: 'reset' as const }, 'reset'],
  ['another tab’s edit', { text: 'mine\n', atIso: after(1), baseRevision: 2 }, 'other-tab'],
])('editText() keeps the text before it after %s', (_what, edit, reason) => {
  const { versions } = editText(STORED, [], edit, STARTER);

  expect(versions).toEqual([{ text: STORED.text, editedAtIso: AT, reason }]);
});

test('editText() tells a conflict when the writer had not seen the stored text', () => {
  const seen = editText(STORED, [], { text: 'mine\n', atIso: after(1), baseRevision: 3 }, STARTER);
  const unseen = editText(STORED, [], { text: 'mine\n', atIso: after(1), baseRevision: 1 }, STARTER);
  const same = editText(STORED, [], { text: STORED.text, atIso: after(1), baseRevision: 1 }, STARTER);

  expect([seen.isConflict, unseen.isConflict, same.isConflict]).toEqual([false, true, false]);
});

test('editText() never keeps the starter, which can be had again', () => {
  const stored = { ...STORED, text: STARTER };

  const { versions, isConflict } = editText(stored, [], { text: 'x', atIso: after(1), baseRevision: 1 }, STARTER);

  expect(versions).toEqual([]);
  expect(isConflict).toBe(true);
});

test('editText() starts above every revision the writer has seen when nothing is stored', () => {
  const { current } = editText(undefined, [], { text: 'x', atIso: AT, baseRevision: 5 }, STARTER);

  expect(current.revision).toBe(6);
});

test('pushVersion() keeps the newest versions and none twice in a row', () => {
  const version = (index: number) => ({ text: `text ${index}`, editedAtIso: after(index), reason: 'pause' as const });

  const versions = Array.from({ length: VERSION_LIMIT + 5 }, (_, index) => version(index)).reduce(
    (kept, next) => pushVersion(pushVersion(kept, next), next),
    [] as ReturnType<typeof pushVersion>,
  );

  expect(versions).toEqual(Array.from({ length: VERSION_LIMIT }, (_, index) => version(index + 5)));
});
