/**
 * What a learner made, as it is stored: one record a lesson, quiz, note, prediction, lab file and lab. Records are
 * keyed by stable ids (`quiz/characteristics`), never by a URL or a position.
 * Pure; runs in the browser and in the terminal.
 * @module
 */
import type { QuestionAttempt } from '#quiz/attempt.ts';

/** What every record carries. */
export interface RecordBase {
  /** Version of this kind's shape; see `migrations.ts`. */
  readonly schema: number;
  readonly updatedAtIso: string;
}

/** `lesson/<lesson>` */
export interface LessonRecord extends RecordBase {
  readonly visitedAtIso: string;
  /** Every question of its quiz was marked at least once; without a quiz, its end was reached. */
  readonly completedAtIso?: string | undefined;
}

/** `quiz/<lesson>`: every answer ever marked, oldest first, as the quiz announced it. */
export interface QuizAnswersRecord extends RecordBase {
  readonly attempts: readonly QuestionAttempt[];
  /** The latest sitting in which the answers were shown; 0 when never. */
  readonly answersSeenInSitting: number;
}

/** `prediction/<lesson>/<prediction>`: the first guess, made before the explanation was read. */
export interface PredictionRecord extends RecordBase {
  readonly stem: string;
  readonly choice: string;
  readonly right: boolean;
}

/** A text that the learner writes: `note/<lesson>/<notebook>`; with more, `file/<lab>/<path>`. */
export interface TextRecord extends RecordBase {
  readonly text: string;
  readonly editedAtIso: string;
  /** Counts writes from all tabs; a writer that started from another revision did not see this text. */
  readonly revision: number;
  /** Fingerprint of the text the file started from. */
  readonly starterHash?: string | undefined;
  /** The question that a note answers. */
  readonly prompt?: string | undefined;
}

/** `file/<lab>/<path>`: a file of a lab, also one that the starter does not have. */
export interface FileRecord extends TextRecord {
  /** The learner deleted the file or gave it another path; `text` is what it held, so that it can be had again. */
  readonly isDeleted?: boolean | undefined;
  /** The path that it was given. */
  readonly movedTo?: string | undefined;
}

export const KEEP_REASONS = [
  'pause',
  'large-change',
  'reset',
  'restored',
  'solution',
  'run',
  'other-tab',
  'import',
  'deleted',
] as const;
/** Why an earlier text was kept. */
export type KeepReason = (typeof KEEP_REASONS)[number];

/** An earlier text. Two versions are the same when `editedAtIso` and `text` are. */
export interface KeptVersion {
  readonly text: string;
  readonly editedAtIso: string;
  readonly reason: KeepReason;
}

/** `history/<key of the text record>`: earlier texts, oldest first. */
export interface HistoryRecord extends RecordBase {
  readonly versions: readonly KeptVersion[];
}

export const RUN_VERDICTS = ['pass', 'fail', 'inconclusive', 'error', 'not-judged', 'not-run'] as const;

/** A part of a check that was judged for itself. */
export interface RunPart {
  readonly id: string;
  readonly title: string;
  readonly isHeld: boolean;
}

export const STEP_STATES = ['done', 'open', 'not-judged'] as const;

/** What a run came to for one step. */
export interface RunStep {
  readonly step: string;
  readonly state: (typeof STEP_STATES)[number];
}

export interface RunCheck {
  readonly check: string;
  readonly title: string;
  readonly verdict: (typeof RUN_VERDICTS)[number];
  /** Evidence in a few words: "200 of 200 refused". */
  readonly held: string;
  readonly messageId?: string | undefined;
  /** What was seen, the first sentence of the message. */
  readonly seen?: string | undefined;
  /** `hello-payment/01 seed=4711` */
  readonly replay: string;
  readonly parts?: readonly RunPart[] | undefined;
}

/** One press of *Run checks*. Two runs are the same when `atIso`, `seed` and `filesHash` are. */
export interface RunRecord {
  readonly atIso: string;
  readonly seed: number;
  /** Fingerprint of the files that were judged. */
  readonly filesHash: string;
  readonly complete: boolean;
  readonly checks: readonly RunCheck[];
  /** Steps that name checks; empty when not all checks were asked for, as in a replay of one. */
  readonly steps: readonly RunStep[];
}

/** What an item of an exercise was given; the latest choice is in force. Empty when it was taken back. */
export interface ExerciseChoice {
  /** Id of the lab's step. */
  readonly step: string;
  readonly item: string;
  readonly option: string;
  readonly atIso: string;
}

/** One press of *Check* in an exercise. */
export interface ExerciseCheck {
  readonly step: string;
  readonly atIso: string;
  /** One "item:option" for each item that had a choice. */
  readonly answer: readonly string[];
  readonly isRight: boolean;
}

/** A hint that was opened: rung 3 is the idea, rung 4 the fragment. */
export interface HintRecord {
  readonly messageId: string;
  readonly rung: number;
  readonly atIso: string;
}

/** `lab/<lab>` */
export interface LabRecord extends RecordBase {
  /** Oldest first. */
  readonly runs: readonly RunRecord[];
  readonly hints: readonly HintRecord[];
  /** At most one for each item of a step. */
  readonly choices: readonly ExerciseChoice[];
  /** Oldest first. */
  readonly exerciseChecks: readonly ExerciseCheck[];
  readonly completedAtIso?: string | undefined;
  /** The solution was looked at for the first time. */
  readonly solutionSeenAtIso?: string | undefined;
}

/** `settings/workbench` */
export interface SettingsRecord extends RecordBase {
  readonly editor?: 'full' | 'plain' | undefined;
}

export interface RecordKinds {
  readonly lesson: LessonRecord;
  readonly quiz: QuizAnswersRecord;
  readonly prediction: PredictionRecord;
  readonly note: TextRecord;
  readonly file: FileRecord;
  readonly history: HistoryRecord;
  readonly lab: LabRecord;
  readonly settings: SettingsRecord;
}

export type RecordKind = keyof RecordKinds;

/**
 * The key of a record.
 *
 * @example
 * recordKey('file', 'hello-payment/payment-service/main.ts') // 'file/hello-payment/payment-service/main.ts'
 */
export const recordKey = <Kind extends RecordKind>(kind: Kind, id: string): `${Kind}/${string}` => `${kind}/${id}`;

/** The kind in a key; what stands before the first slash. May be a kind that this version does not know. */
export const kindOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** The id in a key; what stands after the first slash. */
export const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);
