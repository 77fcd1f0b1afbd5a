/**
 * Parses what a store or a file holds under a key. Known fields are checked strictly; unknown ones are kept, because a
 * newer version may have written them. Pure; runs anywhere.
 * @module
 */
import {
  type Guard,
  isCount,
  isFlag,
  isIsoInstant,
  isPlainObject,
  isShare,
  listOf,
  objectOf,
  oneOf,
  optional,
  textUpTo,
} from '#platform/shape.ts';
import type { QuestionAttempt } from '#quiz/attempt.ts';
import { isKnownKind, MIGRATIONS, migrateRecord, schemaVersion } from './migrations.ts';
import * as shape from './record.ts';

/** A stored object of which only the version is known yet. */
export interface StoredShape {
  readonly schema: number;
  readonly [field: string]: unknown;
}

export type ParsedRecord<Kind extends shape.RecordKind> =
  | { readonly state: 'ok'; readonly record: shape.RecordKinds[Kind] }
  | { readonly state: 'absent' }
  /** Written by a newer version: may be shown by nobody here, and must not be written over. */
  | { readonly state: 'newer'; readonly schema: number }
  /** Not a record at all; must not be written over without being set aside. */
  | { readonly state: 'unreadable' };

/** Longest text of one file or note, in UTF-16 units; a thousand pages. */
export const TEXT_LIMIT = 2_000_000;
const shortText = textUpTo(2_000);
const id = textUpTo(200);
const base = { schema: isCount, updatedAtIso: isIsoInstant };

const text = {
  ...base,
  text: textUpTo(TEXT_LIMIT),
  editedAtIso: isIsoInstant,
  revision: isCount,
  starterHash: optional(id),
  prompt: optional(shortText),
};

const isRun = objectOf<shape.RunRecord>({
  atIso: isIsoInstant,
  seed: isCount,
  filesHash: id,
  complete: isFlag,
  checks: listOf(
    objectOf<shape.RunCheck>({
      check: id,
      title: shortText,
      verdict: oneOf(shape.RUN_VERDICTS),
      held: shortText,
      messageId: optional(id),
      seen: optional(shortText),
      replay: shortText,
      parts: optional(listOf(objectOf<shape.RunPart>({ id, title: shortText, isHeld: isFlag }), 100)),
    }),
    100,
  ),
  steps: listOf(objectOf<shape.RunStep>({ step: id, state: oneOf(shape.STEP_STATES) }), 100),
});

const GUARDS: { readonly [Kind in shape.RecordKind]: Guard<shape.RecordKinds[Kind]> } = {
  lesson: objectOf<shape.LessonRecord>({
    ...base,
    visitedAtIso: isIsoInstant,
    completedAtIso: optional(isIsoInstant),
  }),
  quiz: objectOf<shape.QuizAnswersRecord>({
    ...base,
    answersSeenInSitting: isCount,
    attempts: listOf(
      objectOf<QuestionAttempt>({
        questionId: id,
        concept: shortText,
        sitting: isCount,
        round: isCount,
        answer: listOf(shortText, 100),
        confidence: oneOf(['guess', 'think-so', 'sure']),
        score: isShare,
        isRight: isFlag,
        answeredAtIso: isIsoInstant,
      }),
      10_000,
    ),
  }),
  prediction: objectOf<shape.PredictionRecord>({ ...base, stem: shortText, choice: shortText, right: isFlag }),
  note: objectOf<shape.TextRecord>(text),
  file: objectOf<shape.FileRecord>({ ...text, isDeleted: optional(isFlag), movedTo: optional(id) }),
  history: objectOf<shape.HistoryRecord>({
    ...base,
    versions: listOf(
      objectOf<shape.KeptVersion>({
        text: textUpTo(TEXT_LIMIT),
        editedAtIso: isIsoInstant,
        reason: oneOf(shape.KEEP_REASONS),
      }),
      1_000,
    ),
  }),
  lab: objectOf<shape.LabRecord>({
    ...base,
    runs: listOf(isRun, 1_000),
    hints: listOf(objectOf<shape.HintRecord>({ messageId: id, rung: isCount, atIso: isIsoInstant }), 1_000),
    choices: listOf(
      objectOf<shape.ExerciseChoice>({ step: id, item: id, option: textUpTo(200), atIso: isIsoInstant }),
      1_000,
    ),
    exerciseChecks: listOf(
      objectOf<shape.ExerciseCheck>({ step: id, atIso: isIsoInstant, answer: listOf(shortText, 100), isRight: isFlag }),
      1_000,
    ),
    completedAtIso: optional(isIsoInstant),
    solutionSeenAtIso: optional(isIsoInstant),
  }),
  settings: objectOf<shape.SettingsRecord>({ ...base, editor: optional(oneOf(['full', 'plain'])) }),
};

/**
 * Parses one stored value, migrated to this code's version.
 *
 * @example
 * const parsed = parseRecord('lesson', 'lesson/characteristics', stored.get('lesson/characteristics'));
 */
export function parseRecord<Kind extends shape.RecordKind>(
  kind: Kind,
  key: string,
  stored: unknown,
  migrations = MIGRATIONS,
): ParsedRecord<Kind> {
  if (stored === undefined) return { state: 'absent' };
  if (!isPlainObject(stored) || !isCount(stored['schema']) || stored['schema'] < 1) return { state: 'unreadable' };
  const record = { ...stored, schema: stored['schema'] };
  if (record.schema > schemaVersion(kind, migrations)) return { state: 'newer', schema: record.schema };
  const migrated: unknown = migrateRecord(key, record, migrations);
  return GUARDS[kind](migrated) ? { state: 'ok', record: migrated } : { state: 'unreadable' };
}

/** The same for a key of any kind; a kind that this code does not know comes from a newer version. */
export function parseAnyRecord(key: string, stored: unknown): ParsedRecord<shape.RecordKind> {
  const kind = shape.kindOf(key);
  return isKnownKind(kind) ? parseRecord(kind, key, stored) : { state: 'newer', schema: 0 };
}
