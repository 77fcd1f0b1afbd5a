/**
 * A workbench over a scripted runtime and a workbook in memory, for tests of its actions.
 * @module
 */
import type { LabManifest } from '#course/lab-manifest.ts';
import type { LabProgram } from '#runtimes/lab-runtime.ts';
import {
  filesHash,
  type LabFacts,
  NO_LAB_FACTS,
  withChoice,
  withExerciseCheck,
  withRun,
} from '#workbook/lab-record.ts';
import type { LabWork, LabWorkEvent, RunSummary } from '#workbook/lab-work.ts';
import { createWorkbench, type Workbench, type WorkbenchParts } from '#workbench/state/create-workbench.ts';
import type { WorkbenchData } from '#workbench/state/workbench-data.ts';
import type { WorkbenchState } from '#workbench/state/workbench-state.ts';
import { type RuntimeScript, type ScriptedLabRuntime, scriptedLabRuntime } from './scripted-lab-runtime.ts';

const AT = '2026-11-20T12:00:00.000Z';

export const labData: WorkbenchData = {
  id: 'hello-payment' as LabManifest['id'],
  number: 'L01',
  title: 'Hello, payment',
  summary: 'A payment service and a bank.',
  minutes: 25,
  lesson: { title: 'Lesson 1.6', href: '#' },
  steps: [],
  checks: [],
  files: [{ path: 'payment-service/main.ts', isEditable: true, about: 'The routes', starter: 'serve();' }],
  services: ['payment-service'],
  world: ['bank'],
  commands: [],
  hasDatabases: true,
};

const program = {
  id: 'hello-payment',
  services: [{ name: 'payment-service', entry: 'payment-service/main.ts', port: 80, env: {} }],
  world: [],
  checks: [],
  worldFiles: {},
  packages: {},
} satisfies LabProgram;

export interface BenchUnderTest extends Workbench {
  readonly runtime: ScriptedLabRuntime;
  readonly recordedRuns: readonly RunSummary[];
  /** Resolves with the first state that meets the condition. */
  until(condition: (state: WorkbenchState) => boolean): Promise<WorkbenchState>;
}

export function workbenchUnderTest(
  script: RuntimeScript,
  parts: Partial<WorkbenchParts> = {},
  data: Partial<WorkbenchData> = {},
): BenchUnderTest {
  const runtime = scriptedLabRuntime(script);
  const recordedRuns: RunSummary[] = [];
  const workbench = createWorkbench(
    { ...labData, ...data },
    {
      openRuntime: async () => runtime,
      openWork: async () => workInMemory(recordedRuns),
      loadProgram: async () => ({ program, hints: {} }),
      loadSolution: async () => ({ files: { 'payment-service/main.ts': 'solved();' } }),
      loadTypes: async () => ({ declarations: {}, entries: {} }),
      preferredEditor: () => 'plain',
      drawSeed: () => 4711,
      nowIso: () => AT,
      ...parts,
    },
  );
  const until = (condition: (state: WorkbenchState) => boolean): Promise<WorkbenchState> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (condition(workbench.store.get())) resolve(workbench.store.get());
      };
      workbench.store.subscribe(look);
      look();
    });
  return { ...workbench, runtime, recordedRuns, until };
}

function workInMemory(recordedRuns: RunSummary[]): LabWork {
  const listeners = new Set<(event: LabWorkEvent) => void>();
  let files: Readonly<Record<string, string>> = { 'payment-service/main.ts': 'serve();' };
  let record: LabFacts = NO_LAB_FACTS;
  const take = (next: LabFacts): void => {
    record = next;
    for (const listener of listeners) listener({ kind: 'record' });
  };
  return {
    get files() {
      return files;
    },
    deletedFiles: [],
    state: { kind: 'saved' },
    get record() {
      return record;
    },
    editor: undefined,
    canUndo: false,
    save: (path, text) => {
      files = { ...files, [path]: text };
    },
    settled: async () => undefined,
    change: async () => undefined,
    rename: async () => undefined,
    reset: async () => undefined,
    takeSolution: async () => undefined,
    undo: async () => undefined,
    history: async (path) => [{ text: `// ${path} before`, editedAtIso: '2026-11-20T11:00:00.000Z', reason: 'run' }],
    restore: async (path, { text }) => {
      files = { ...files, [path]: text };
      for (const listener of listeners) listener({ kind: 'files', paths: [path], cause: 'restored' });
    },
    isEdited: () => false,
    recordRun: async (run, judged) => {
      recordedRuns.push(run);
      take(withRun(record, { ...run, atIso: AT, filesHash: filesHash(judged) }));
    },
    recordChoice: async (choice) => take(withChoice(record, { ...choice, atIso: AT })),
    recordExerciseCheck: async (check) => take(withExerciseCheck(record, { ...check, atIso: AT })),
    recordHint: async () => undefined,
    recordSolutionSeen: async () => undefined,
    chooseEditor: async () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
