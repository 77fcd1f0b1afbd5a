/**
 * The learner's work on one lab, as the workbench sees it: files that save themselves, earlier versions, runs, hints.
 * Interface only; `open-lab-work.ts` implements it. Runs in the browser.
 * @module
 */
import type { KeptVersion, LabRecord, RunRecord, SettingsRecord } from './record.ts';
import type { SaveState } from './save-state.ts';

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
      readonly cause: 'other-tab' | 'conflict' | 'reset' | 'undo' | 'restored' | 'solution' | 'deleted';
    }
  /** Runs, hints or completion changed, here or in another tab: `work.record`. */
  | { readonly kind: 'record' };

/** A run without what the workbook adds itself. */
export type RunSummary = Omit<RunRecord, 'atIso' | 'filesHash'>;

export interface LabWork {
  /** Every file by path as it is now, learner's edits over starter. Changes in place of nothing: each change is a new object. */
  readonly files: Readonly<Record<string, string>>;
  readonly state: SaveState;
  /** Runs (oldest first, at most 30), hints, completion. */
  readonly record: Pick<LabRecord, 'runs' | 'hints' | 'completedAtIso' | 'solutionSeenAtIso'>;
  /** Which editor the learner chose; absent when they did not. */
  readonly editor: SettingsRecord['editor'];
  /** True when there is something for `undo()` to bring back. */
  readonly canUndo: boolean;

  /** Takes the text at once and stores it as soon as the store is free. Never throws: failures show in `state`. */
  save(path: string, text: string): void;
  /** Resolves when nothing is waiting to be stored; also when storing failed. */
  settled(): Promise<void>;
  /** Back to the starter text, one file or all. What was there goes to the history. */
  reset(path?: string): Promise<void>;
  /** Replaces files with a solution's. What was there goes to the history. */
  takeSolution(files: Readonly<Record<string, string>>): Promise<void>;
  /** Takes back the last reset, solution, restore or undo of this page. */
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
 *
 * @example
 * const work = await openLabWork('hello-payment', starterFiles, () => starterFiles);
 * work.save('payment-service/main.ts', text);
 */
export type OpenLabWork = (
  labId: string,
  starterFiles: Readonly<Record<string, string>>,
  typedEarly: () => Readonly<Record<string, string>>,
) => Promise<LabWork>;
