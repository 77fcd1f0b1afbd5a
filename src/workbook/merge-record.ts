/**
 * Merges two copies of one record, such as one of this device and one from a file. Nothing that was made is lost, and the
 * order of the two does not matter.
 * Pure; runs anywhere.
 * @module
 */
import type { QuestionAttempt } from '#quiz/attempt.ts';
import { mergeChoices } from './merge-choices.ts';
import type {
  ExerciseCheck,
  FileRecord,
  HintRecord,
  HistoryRecord,
  KeptVersion,
  LabRecord,
  LessonRecord,
  PredictionRecord,
  QuizAnswersRecord,
  RecordKind,
  RecordKinds,
  RunRecord,
  SettingsRecord,
} from './record.ts';

type Merge<Value> = (left: Value, right: Value) => Value;

/** The smaller of two instants of which each may be absent. */
const earlier = (left: string | undefined, right: string | undefined) =>
  left === undefined || (right !== undefined && right < left) ? right : left;

/** All entries of both lists, each once, by their identity. The left list as it is when the right one adds nothing. */
function union<Value>(
  left: readonly Value[],
  right: readonly Value[],
  identity: (value: Value) => string,
): readonly Value[] {
  const byIdentity = new Map(left.map((value) => [identity(value), value]));
  let isMore = false;
  for (const value of right) {
    const key = identity(value);
    const known = byIdentity.get(key);
    // Equal identities and different details: take the one that sorts last, whichever list it stands in.
    if (known !== undefined && JSON.stringify(known) >= JSON.stringify(value)) continue;
    byIdentity.set(key, value);
    isMore = true;
  }
  if (!isMore) return left;
  // Identities begin with the instant, so this is the order of time.
  return [...byIdentity].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, value]) => value);
}

/** The copy that was changed last; of two changed at once, the one that sorts last. Unknown fields of both are kept. */
function newest<Record extends { readonly updatedAtIso: string }>(left: Record, right: Record): [Record, Record] {
  const rank = (record: Record) => record.updatedAtIso + JSON.stringify(record);
  return rank(left) < rank(right) ? [left, right] : [right, left];
}

const overlay = <Record extends { readonly updatedAtIso: string }>(left: Record, right: Record): Record => {
  const [older, newer] = newest(left, right);
  return { ...older, ...newer };
};

const attemptIdentity = ({ answeredAtIso, questionId, sitting, round }: QuestionAttempt) =>
  JSON.stringify([answeredAtIso, questionId, sitting, round]);
const runIdentity = ({ atIso, seed, filesHash }: RunRecord) => JSON.stringify([atIso, seed, filesHash]);
const hintIdentity = ({ atIso, messageId, rung }: HintRecord) => JSON.stringify([atIso, messageId, rung]);
const exerciseIdentity = ({ atIso, step, answer }: ExerciseCheck) => JSON.stringify([atIso, step, answer]);
const versionIdentity = ({ editedAtIso, text }: KeptVersion) => JSON.stringify([editedAtIso, text]);

/** Both histories, oldest first. More than the usual number may remain: the limit holds for what is added later. */
export const mergeVersions: Merge<readonly KeptVersion[]> = (left, right) => union(left, right, versionIdentity);

const mergeLesson: Merge<LessonRecord> = (left, right) => ({
  ...overlay(left, right),
  visitedAtIso: earlier(left.visitedAtIso, right.visitedAtIso) ?? left.visitedAtIso,
  completedAtIso: earlier(left.completedAtIso, right.completedAtIso),
});

const mergeQuiz: Merge<QuizAnswersRecord> = (left, right) => ({
  ...overlay(left, right),
  attempts: union(left.attempts, right.attempts, attemptIdentity),
  answersSeenInSitting: Math.max(left.answersSeenInSitting, right.answersSeenInSitting),
});

/** The first guess stands; the later one may know the explanation. */
const mergePrediction: Merge<PredictionRecord> = (left, right) => {
  const [older, newer] = newest(left, right);
  return { ...newer, ...older };
};

/** The text that was edited last is in force. The other one is not in the result: `mergeWorkbook` puts it in the history. */
const mergeText: Merge<FileRecord> = (left, right) => {
  const [, inForce] = rankTexts(left, right);
  // Whether the file is deleted goes with the text, also when the one in force says nothing about it.
  const { isDeleted, movedTo } = inForce;
  const revision = Math.max(left.revision, right.revision) + 1;
  return { ...overlay(left, right), ...inForce, isDeleted, movedTo, revision };
};

/** Two texts, the one in force last. */
export function rankTexts(left: FileRecord, right: FileRecord): readonly [FileRecord, FileRecord] {
  const rank = ({ editedAtIso, text, updatedAtIso, revision, starterHash, prompt, isDeleted, movedTo }: FileRecord) =>
    JSON.stringify([editedAtIso, text, updatedAtIso, revision, starterHash, prompt, isDeleted, movedTo]);
  return rank(left) < rank(right) ? [left, right] : [right, left];
}

const mergeHistory: Merge<HistoryRecord> = (left, right) => ({
  ...overlay(left, right),
  versions: mergeVersions(left.versions, right.versions),
});

const mergeLab: Merge<LabRecord> = (left, right) => ({
  ...overlay(left, right),
  runs: union(left.runs, right.runs, runIdentity),
  hints: union(left.hints, right.hints, hintIdentity),
  choices: mergeChoices(left.choices, right.choices),
  exerciseChecks: union(left.exerciseChecks, right.exerciseChecks, exerciseIdentity),
  completedAtIso: earlier(left.completedAtIso, right.completedAtIso),
  solutionSeenAtIso: earlier(left.solutionSeenAtIso, right.solutionSeenAtIso),
});

const MERGES: { readonly [Kind in RecordKind]: Merge<RecordKinds[Kind]> } = {
  lesson: mergeLesson,
  quiz: mergeQuiz,
  prediction: mergePrediction,
  note: mergeText,
  file: mergeText,
  history: mergeHistory,
  lab: mergeLab,
  settings: overlay<SettingsRecord>,
};

/**
 * One record of two copies.
 *
 * @example
 * mergeRecord('lesson', here, there).completedAtIso // the earlier one
 */
export const mergeRecord = <Kind extends RecordKind>(
  kind: Kind,
  left: RecordKinds[Kind],
  right: RecordKinds[Kind],
): RecordKinds[Kind] => MERGES[kind](left, right);
