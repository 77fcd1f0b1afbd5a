/**
 * Everything the lab page shows, as one immutable value. Pure.
 * @module
 */
import type { HintLadder } from '#course/lab-manifest.ts';
import type { CheckReport, Timeline } from '#bench/judge/report.ts';
import type { FileProblem, LabFiles, LogLine, ServiceStatus, TerminalRequest } from '#runtimes/lab-runtime.ts';
import { type LabFacts, NO_LAB_FACTS } from '#workbook/lab-record.ts';
import type { DeletedFile, FilesCause } from '#workbook/lab-work.ts';
import type { KeptVersion } from '#workbook/record.ts';
import { firstLogChoice, type LogChoice } from '../logs/log-choice.ts';
import { firstStoreView, type StoreView } from '../stores/store-view.ts';
import type { TerminalOutput } from '../terminal/terminal-machine.ts';
import { reportsOf, type RunState } from './run-state.ts';
import type { TimelinePlace } from '../system/map-steps.ts';
import type { SearchState } from './search-state.ts';
import type { WorkbenchData, WorkbenchTypes } from './workbench-data.ts';

/** A line typed into the terminal with what it printed. */
export interface TerminalEntry {
  readonly id: number;
  readonly line: string;
  readonly output: readonly TerminalOutput[];
  readonly exitCode?: number;
}

/** A place that the editor is asked to show; `request` makes two requests for one place differ. */
export interface Reveal {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly request: number;
}

export type EngineState =
  | { readonly kind: 'asleep' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string };

export interface FileNotice {
  readonly paths: readonly string[];
  readonly cause: FilesCause;
}

export interface WorkbenchState {
  readonly data: WorkbenchData;
  /** Every file by path, as it is now. */
  readonly files: LabFiles;
  /** Files that were deleted or given another path, the latest first. */
  readonly deletedFiles: readonly DeletedFile[];
  readonly activePath: string;
  readonly step: number;
  readonly canUndo: boolean;
  /** Earlier texts of a file, newest first, while they are shown. */
  readonly versions?: { readonly path: string; readonly list: readonly KeptVersion[] } | undefined;
  readonly notice?: FileNotice | undefined;
  /** `static`: the code can be read, no editor was asked for yet. */
  readonly editor: 'static' | 'opening' | 'full' | 'plain';
  readonly editorFailed?: string;
  readonly types?: WorkbenchTypes;
  readonly tabMovesFocus: boolean;
  readonly reveal?: Reveal;
  readonly engine: EngineState;
  readonly services: readonly ServiceStatus[];
  readonly problems: readonly FileProblem[];
  readonly logs: readonly LogLine[];
  /** The terminal's requests of this session, as they were sent, by operation. */
  readonly sent: ReadonlyMap<string, TerminalRequest>;
  /** What the terminal's requests did. */
  readonly live: Timeline;
  readonly run: RunState;
  readonly search: SearchState;
  /** Runs, hints and exercises as the workbook has them. */
  readonly facts: LabFacts;
  /** Attempts of earlier visits count as well. */
  readonly attemptCount: number;
  /** Which timeline is shown: the terminal's or a check's, by the check's id. */
  readonly shown: 'live' | (string & {});
  /** The operation that carries the highlighter. */
  readonly marked?: string | undefined;
  /** The moment of the shown timeline at which map and timeline stand; its end, and what comes, when absent. */
  readonly at?: TimelinePlace | undefined;
  readonly hints: Readonly<Record<string, HintLadder>>;
  /** Highest rung opened by message id: 3 idea, 4 fragment. */
  readonly rungs: Readonly<Record<string, number>>;
  readonly solution?: LabFiles;
  readonly solutionFailed?: string;
  readonly isComparing: boolean;
  readonly terminal: readonly TerminalEntry[];
  readonly isTerminalBusy: boolean;
  /** A line put into the terminal's input from elsewhere; `request` counts, so that the same line can be offered twice. */
  readonly offered?: { readonly line: string; readonly request: number };
  readonly pane: 'task' | 'code' | 'system' | 'instruments';
  readonly middle: 'code' | 'system';
  readonly instrument: 'timeline' | 'requests' | 'logs' | 'messages' | 'terminal' | 'data';
  readonly logChoice: LogChoice;
  readonly storeView: StoreView;
}

/** The timeline of a system in which nothing happened yet: its processes and no message. */
export const emptyTimeline = ({ services, world, brokers = [] }: WorkbenchData): Timeline => ({
  columns: [
    { process: 'client', role: 'client' },
    ...services.map((process) => ({ process, role: 'service' as const })),
    ...world.map((process) => ({
      process,
      role: brokers.includes(process) ? ('broker' as const) : ('world' as const),
    })),
  ],
  messages: [],
  moments: [],
  bands: [],
  droppedCount: 0,
});

/** The page as it is built: starter files, nothing running. The server renders it and the browser begins with it. */
export function initialState(data: WorkbenchData): WorkbenchState {
  return {
    data,
    files: Object.fromEntries(data.files.map(({ path, starter }) => [path, starter])),
    deletedFiles: [],
    activePath: data.files[0]?.path ?? '',
    step: 0,
    canUndo: false,
    editor: 'static',
    tabMovesFocus: false,
    engine: { kind: 'asleep' },
    services: [...data.services, ...data.world].map((name) => ({ name, state: 'stopped', listening: false })),
    problems: [],
    logs: [],
    sent: new Map(),
    live: emptyTimeline(data),
    run: { kind: 'none' },
    search: { kind: 'none' },
    facts: NO_LAB_FACTS,
    attemptCount: 0,
    shown: 'live',
    hints: {},
    rungs: {},
    isComparing: false,
    terminal: [],
    isTerminalBusy: false,
    pane: 'task',
    middle: 'code',
    instrument: 'terminal',
    logChoice: firstLogChoice,
    storeView: firstStoreView,
  };
}

/** Without the world, in the order of the list. */
export const learnersServices = ({ services, data }: WorkbenchState): readonly ServiceStatus[] =>
  services.filter(({ name }) => !data.world.includes(name));

/** The report whose timeline is shown, if it is a check's. */
export const shownReport = (state: WorkbenchState): CheckReport | undefined =>
  reportsOf(state.run).find(({ check }) => check === state.shown);

/** The timeline that instruments draw. */
export const shownTimeline = (state: WorkbenchState): Timeline => shownReport(state)?.timeline ?? state.live;
