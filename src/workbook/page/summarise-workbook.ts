/**
 * What the workbook's page shows, from stored records: progress, how sureness and rightness meet, notes, labs.
 * Pure; runs anywhere.
 * @module
 */
import type { Confidence, QuestionAttempt } from '#quiz/attempt.ts';
import { isKnownKind } from '../migrations.ts';
import { parseRecord } from '../parse-record.ts';
import {
  idOf,
  kindOf,
  type LabRecord,
  type PredictionRecord,
  type RecordKind,
  type RecordKinds,
  type TextRecord,
} from '../record.ts';
import type { StoredRecords } from '../workbook-store.ts';

/** How far a lesson or a lab is; absent when it was never opened. */
type Progress = 'begun' | 'done';

/** The latest answer to one question. */
export interface LatestAnswer {
  readonly lessonId: string;
  readonly attempt: QuestionAttempt;
  /** How often it was marked, over all sittings. */
  readonly attemptCount: number;
}

export interface WorkbookSummary {
  readonly lessons: ReadonlyMap<string, Progress>;
  readonly answers: readonly LatestAnswer[];
  readonly notes: readonly { readonly lessonId: string; readonly noteId: string; readonly note: TextRecord }[];
  readonly predictions: readonly { readonly lessonId: string; readonly prediction: PredictionRecord }[];
  readonly labs: ReadonlyMap<string, LabRecord>;
  /** Records that this version cannot show: written by a newer one, or not readable. They are kept and exported. */
  readonly hiddenCount: number;
}

/** Sums up everything that is stored. */
export function summariseWorkbook(records: StoredRecords): WorkbookSummary {
  const lessons = allOf(records, 'lesson').map(([id, { completedAtIso }]): [string, Progress] => [
    id,
    completedAtIso ? 'done' : 'begun',
  ]);
  return {
    lessons: new Map(lessons),
    answers: allOf(records, 'quiz').flatMap(([lessonId, { attempts }]) => latestAnswers(lessonId, attempts)),
    notes: allOf(records, 'note')
      .filter(([, note]) => note.text.trim() !== '')
      .map(([id, note]) => ({ ...splitId(id), note })),
    predictions: allOf(records, 'prediction').map(([id, prediction]) => ({ ...splitId(id), prediction })),
    labs: new Map(allOf(records, 'lab')),
    hiddenCount: [...records].filter(([key, record]) => !isShown(key, record)).length,
  };
}

/** Counts of latest answers by how sure the learner was and whether they were right. */
export const countByConfidence = (answers: readonly LatestAnswer[], confidence: Confidence, isRight: boolean): number =>
  answers.filter(({ attempt }) => attempt.confidence === confidence && attempt.isRight === isRight).length;

/** A lab was completed before its solution or a worked fragment was looked at. */
export function isUnaided({ completedAtIso, solutionSeenAtIso, hints }: LabRecord): boolean {
  if (completedAtIso === undefined) return false;
  const aids = [solutionSeenAtIso, ...hints.filter(({ rung }) => rung >= 4).map(({ atIso }) => atIso)];
  return aids.every((atIso) => atIso === undefined || atIso > completedAtIso);
}

function allOf<Kind extends RecordKind>(records: StoredRecords, kind: Kind): readonly [string, RecordKinds[Kind]][] {
  return [...records].flatMap(([key, stored]) => {
    const parsed = kindOf(key) === kind ? parseRecord(kind, key, stored) : undefined;
    return parsed?.state === 'ok' ? [[idOf(key), parsed.record] as [string, RecordKinds[Kind]]] : [];
  });
}

function latestAnswers(lessonId: string, attempts: readonly QuestionAttempt[]): readonly LatestAnswer[] {
  const latest = new Map<string, LatestAnswer>();
  for (const attempt of attempts.toSorted((left, right) => (left.answeredAtIso < right.answeredAtIso ? -1 : 1))) {
    const attemptCount = (latest.get(attempt.questionId)?.attemptCount ?? 0) + 1;
    latest.set(attempt.questionId, { lessonId, attempt, attemptCount });
  }
  return [...latest.values()];
}

const splitId = (id: string) => {
  const [lessonId = '', ...rest] = id.split('/');
  return { lessonId, noteId: rest.join('/') };
};

const isShown = (key: string, record: unknown): boolean => {
  const kind = kindOf(key);
  return isKnownKind(kind) && parseRecord(kind, key, record).state === 'ok';
};
