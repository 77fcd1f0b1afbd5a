/**
 * Brings stored records of each kind up to the shape that `record.ts` names. Forward only, one named step a version, each
 * with its own test. Pure; runs anywhere.
 * @module
 */
import { isPlainObject } from '#platform/shape.ts';
import { kindOf, type RecordKind } from './record.ts';
import type { StoredShape } from './parse-record.ts';

/** One step: takes a record of version `from` and returns it at version `from + 1`, unknown fields kept. */
export interface Migration {
  /** Names what changes, such as "runs-get-engine". */
  readonly name: string;
  readonly up: (record: StoredShape) => StoredShape;
}

/** Steps by kind, oldest first: the step at index 0 leads from version 1 to 2. A released step never changes. */
export const MIGRATIONS: Readonly<Record<RecordKind, readonly Migration[]>> = {
  lesson: [],
  quiz: [],
  prediction: [],
  note: [],
  // A page that knows no deleted files would show them: it has to leave such records alone.
  file: [{ name: 'files-can-be-deleted', up: (record) => record }],
  // The same for a reason that it does not know.
  history: [{ name: 'texts-of-deleted-files', up: (record) => record }],
  lab: [{ name: 'runs-get-steps-and-exercises-begin', up: withSteps }],
  settings: [],
};

/** Runs of the first version say of their steps nothing, and no lab had an exercise. */
function withSteps(record: StoredShape): StoredShape {
  const { runs } = record;
  return {
    ...record,
    ...(Array.isArray(runs) && {
      runs: runs.map((run: unknown) => (isPlainObject(run) ? { ...run, steps: [] } : run)),
    }),
    choices: [],
    exerciseChecks: [],
  };
}

/** The version that this code writes for a kind. */
export const schemaVersion = (
  kind: RecordKind,
  migrations: Readonly<Record<RecordKind, readonly Migration[]>> = MIGRATIONS,
): number => migrations[kind].length + 1;

export const isKnownKind = (kind: string): kind is RecordKind => Object.hasOwn(MIGRATIONS, kind);

/**
 * The record at this code's version. Returns the same object when there is nothing to do.
 *
 * @example
 * migrateRecord('lesson/characteristics', stored)
 */
export function migrateRecord(
  key: string,
  record: StoredShape,
  migrations: Readonly<Record<RecordKind, readonly Migration[]>> = MIGRATIONS,
): StoredShape {
  const kind = kindOf(key);
  if (!isKnownKind(kind)) return record;
  return migrations[kind]
    .slice(record.schema - 1)
    .reduce<StoredShape>((older, step) => ({ ...step.up(older), schema: older.schema + 1 }), record);
}
