/**
 * Ties the page's state to the workbook and the engine: builds the actions that components call.
 * Runs in the page; what it needs from the outside is handed in.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { LabWork } from '#workbook/lab-work.ts';
import { createEngineControl, type EngineParts } from './engine-control.ts';
import { createExerciseActions } from './exercise-actions.ts';
import { createFileActions } from './file-actions.ts';
import { createRunActions } from './run-actions.ts';
import { createSearchActions } from './search-actions.ts';
import { createServiceActions } from './service-actions.ts';
import { createStoreActions } from './store-actions.ts';
import { createStore, type Store } from './store.ts';
import { createTerminalActions } from './terminal-actions.ts';
import { createViewActions } from './view-actions.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchData, WorkbenchSolution, WorkbenchTypes } from './workbench-data.ts';
import { initialState, type WorkbenchState } from './workbench-state.ts';

export interface WorkbenchParts extends EngineParts {
  /** Opens what the learner made of this lab earlier; until then `typedEarly` gives the files as they are on the page. */
  readonly openWork: (typedEarly: () => LabFiles) => Promise<LabWork>;
  readonly loadSolution: () => Promise<WorkbenchSolution>;
  readonly loadTypes: () => Promise<WorkbenchTypes>;
  /** The editor for this device when none was chosen: `plain` where a finger is the pointer. */
  readonly preferredEditor: () => 'full' | 'plain';
  readonly drawSeed: () => number;
  readonly nowIso: () => string;
}

export interface Workbench {
  readonly store: Store<WorkbenchState>;
  readonly actions: WorkbenchActions;
}

/** What the groups of actions share. */
export interface WorkbenchContext {
  readonly store: Store<WorkbenchState>;
  readonly parts: WorkbenchParts;
  readonly engine: ReturnType<typeof createEngineControl>;
  /** The learner's work once it is open; edits made before that wait for it. */
  readonly work: Promise<LabWork>;
}

/**
 * @example
 * const { store, actions } = createWorkbench(data, parts);
 * actions.runChecks();
 */
export function createWorkbench(data: WorkbenchData, parts: WorkbenchParts): Workbench {
  const store = createStore(initialState(data));
  const work = parts.openWork(() => store.get().files);
  const context: WorkbenchContext = { store, parts, work, engine: createEngineControl(store, parts) };
  return {
    store,
    actions: {
      ...createViewActions(context),
      ...createFileActions(context),
      ...createRunActions(context),
      ...createExerciseActions(context),
      ...createSearchActions(context),
      ...createTerminalActions(context),
      ...createServiceActions(context),
      ...createStoreActions(context),
    },
  };
}
