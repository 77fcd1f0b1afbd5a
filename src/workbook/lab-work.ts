/**
 * The learner's work on one lab, as the workbench sees it: files that save themselves, earlier versions, runs, hints.
 * Interface only; `open-lab-work.ts` implements it. Runs in the browser.
 * @module
 */
import type { LabFacts } from './lab-record.ts';
import type { ExerciseCheck, ExerciseChoice, KeptVersion, RunRecord, SettingsRecord } from './record.ts';
import type { SaveState } from './save-state.ts';

/** Why files are others than before. `deleted`: the whole workbook was; `removed`: the learner deleted a file. */
export type FilesCause =
  | 'other-tab'
  | 'conflict'
  | 'reset'
  | 'undo'
  | 'restored'
  | 'solution'
  | 'deleted'
  | 'added'
  | 'removed'
  | 'renamed'
  | 'services';

/** A file that is not there any more, with the text that it held. */
export interface DeletedFile {
  readonly path: string;
  readonly text: string;
  readonly atIso: string;
  /** The path that it was given; absent when it was deleted. */
  readonly movedTo?: string | undefined;
}

/** New texts by path; `undefined` deletes. */
export type FileChanges = Readonly<Record<string, string | undefined>>;

/** Something that the workbench has to show. */
export type LabWorkEvent =
  /** Saved, saving or not: `work.state` changed. */
  | { readonly kind: 'state'; readonly state: SaveState }
  /**
   * Files changed by something else than `save` from this page: the editor takes their text from `work.files`.
   * `other-tab`: a tab stored another text. `conflict`: both typed at once, this page's text is the one in force and the
   * other tab's text is in `history(path)`.
   */
  | {
      readonly kind: 'files';
      readonly paths: readonly string[];
      readonly cause: FilesCause;
    }
  /** Runs, hints, exercises or completion changed, here or in another tab: `work.record`. */
  | { readonly kind: 'record' };

/** Files of a lab may be added, deleted and renamed. */
export interface FilesFreedom {
  /** Paths of files that the page shows and nobody edits. */
  readonly reservedPaths: readonly string[];
}

/** A run without what the workbook adds itself. */
export type RunSummary = Omit<RunRecord, 'atIso' | 'filesHash'>;

export interface LabWork {
  /** Every file by path as it is now, learner's edits over starter. Changes in place of nothing: each change is a new object. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that were deleted or given another path, the latest first. */
  readonly deletedFiles: readonly DeletedFile[];
  readonly state: SaveState;
  /** Runs (oldest first, at most 30), hints, exercises, completion. */
  readonly record: LabFacts;
  /** Which editor the learner chose; absent when they did not. */
  readonly editor: SettingsRecord['editor'];
  /** True when there is something for `undo()` to bring back. */
  readonly canUndo: boolean;

  /** Takes the text at once and stores it as soon as the store is free. Never throws: failures show in `state`. */
  save(path: string, text: string): void;
  /** Resolves when nothing is waiting to be stored; also when storing failed. */
  settled(): Promise<void>;
  /**
   * Adds, replaces and deletes files in one step. Only in a lab whose files are free; paths that no file of a lab may have
   * are left out. What was there goes to the history or to `deletedFiles`.
   */
  change(changes: FileChanges, cause: 'added' | 'removed' | 'services' | 'restored'): Promise<void>;
  /** Gives a file another path; its earlier versions come along. */
  rename(from: string, to: string): Promise<void>;
  /** Back to the starter text, one file or all; with all, the files are exactly the starter's. What was there is kept. */
  reset(path?: string): Promise<void>;
  /** Replaces files with a solution's; where files are free, they are exactly the solution's. What was there is kept. */
  takeSolution(files: Readonly<Record<string, string>>): Promise<void>;
  /** Takes back the last change of files of this page: added, deleted, renamed, reset, solution or restore. */
  undo(): Promise<void>;
  /** Earlier texts of a file, newest first. */
  history(path: string): Promise<readonly KeptVersion[]>;
  /** Puts an earlier text back. What was there goes to the history. */
  restore(path: string, version: KeptVersion): Promise<void>;
  /** True when the file differs from the starter. */
  isEdited(path: string): boolean;

  /** Adds a run and keeps a version of each edited file, so that what was judged can be had again. */
  recordRun(run: RunSummary, judgedFiles: Readonly<Record<string, string>>): Promise<void>;
  recordHint(messageId: string, rung: number): Promise<void>;
  /** Takes the choice at once and stores it; an empty option takes one back. */
  recordChoice(choice: Omit<ExerciseChoice, 'atIso'>): Promise<void>;
  recordExerciseCheck(check: Omit<ExerciseCheck, 'atIso'>): Promise<void>;
  recordSolutionSeen(): Promise<void>;
  chooseEditor(editor: 'full' | 'plain'): Promise<void>;

  /** Calls back on every event until the returned function is called. */
  subscribe(listener: (event: LabWorkEvent) => void): () => void;
}

/**
 * Opens the work on a lab. Resolves also when nothing can be stored: then `state` says so and the work lives in memory.
 *
 * @param labId Stable id of the lab.
 * @param starterFiles The editable files of the starter, by path.
 * @param typedEarly The files as they are on the page until this resolves; a page that goes away before leaves what was
 *   typed to the next one.
 * @param freedom Given when files may be added, deleted and renamed.
 *
 * @example
 * const work = await openLabWork('hello-payment', starterFiles, () => starterFiles);
 * work.save('payment-service/main.ts', text);
 */
export type OpenLabWork = (
  labId: string,
  starterFiles: Readonly<Record<string, string>>,
  typedEarly: () => Readonly<Record<string, string>>,
  freedom?: FilesFreedom,
) => Promise<LabWork>;
