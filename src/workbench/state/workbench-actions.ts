/**
 * What a person can do on the lab page. Components call these and nothing else.
 * @module
 */
import type { Replay } from '#bench/judge/replay-line.ts';
import type { SourcePosition } from '#bench/judge/report.ts';
import type { LabStep } from '#course/lab-manifest.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { KeptVersion } from '#workbook/record.ts';
import type { LogChoice } from '../logs/log-choice.ts';
import type { StoreChoice } from '../stores/store-view.ts';
import type { WorkbenchState } from './workbench-state.ts';

export interface WorkbenchActions {
  /** Opens a step, counted from 0. */
  showStep(step: number): void;
  showFile(path: string): void;
  /** Shows a place in a file, on phones in the pane that has it. */
  showSource(place: SourcePosition): void;
  showPane(pane: WorkbenchState['pane']): void;
  showMiddle(middle: WorkbenchState['middle']): void;
  showInstrument(instrument: WorkbenchState['instrument']): void;
  /** Shows a check's timeline, or the terminal's, with its example marked. */
  showTimeline(shown: WorkbenchState['shown']): void;
  mark(operation: string | undefined): void;
  /** Puts map and timeline at a moment; without one they show everything, and follow what comes. */
  showMoment(place: WorkbenchState['at']): void;

  /** Asks for an editor; without a kind it is the one chosen earlier or the one that suits the device. */
  openEditor(kind?: 'full' | 'plain'): void;
  setTabMovesFocus(moves: boolean): void;
  edit(path: string, text: string): void;
  /** Adds a file and shows it. */
  addFile(path: string, text: string): void;
  deleteFile(path: string): void;
  renameFile(from: string, to: string): void;
  /** Puts a deleted file back with the text that it held. */
  bringBack(path: string): void;
  /** Changes the declaration of the services, and adds files that a new service needs, in one step. */
  changeServices(files: LabFiles): void;
  reset(path?: string): void;
  undo(): void;
  dismissNotice(): void;
  /** Shows a file's earlier versions and keeps them up to date; without a path it stops. */
  showVersions(path: string | undefined): void;
  restore(path: string, version: KeptVersion): void;

  /** Starts a run, unless one is under way. Without a seed a new one is drawn. */
  runChecks(seed?: number): void;
  stopRun(): void;
  /** Runs one check as the line of a report says, unless a run or a search is under way. */
  replay(replay: Replay): void;
  /** Tries many seeds, until one does not pass. */
  searchSeeds(): void;
  stopSearch(): void;
  /** Shows the failing seed with all of its traffic, or with the requests that are enough. */
  showSearchedRun(shown: 'whole' | 'smallest'): void;
  /** Gives an item of a step's exercise an option; an empty one takes the choice back. */
  chooseOption(step: LabStep, item: string, option: string): void;
  /** Marks the exercise of a step. */
  checkExercise(step: LabStep): void;
  openHint(messageId: string, rung: 3 | 4): void;
  compare(isComparing: boolean): void;
  takeSolution(): void;

  /** Gets the engine ready without starting a service; called when the terminal is about to be used. */
  wakeEngine(): void;
  /** Starts the learner's services that do not run. */
  startServices(): void;
  stopServices(): void;
  startService(service: string): void;
  /** SIGTERM, and after five virtual seconds SIGKILL. */
  stopService(service: string): void;
  restartService(service: string): void;
  /** kill -9. */
  killService(service: string): void;
  /** Empties the service's disk and starts it again. Cannot be undone. */
  wipeService(service: string): void;

  /** Shows other data; looks at once when the services run. */
  chooseStore(change: Partial<StoreChoice>): void;
  lookAtStore(): void;
  chooseLogs(change: Partial<LogChoice>): void;

  /** Types a line into the terminal and shows it; it is not run. */
  offerLine(line: string): void;
  enterLine(line: string): void;
  interrupt(): void;
  clearTerminal(): void;
}
