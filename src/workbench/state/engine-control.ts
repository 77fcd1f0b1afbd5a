/**
 * Opens the engine when it is first asked for and keeps one session of running services that follows the files.
 * Runs in the page.
 * @module
 */
import { addToHistory } from '#bench/judge/broker-history.ts';
import type { TimelineColumn } from '#bench/judge/report.ts';
import type {
  FileProblem,
  LabFiles,
  LabRuntime,
  LabSession,
  ServiceStatus,
  SessionEvent,
} from '#runtimes/lab-runtime.ts';
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import { addBytes } from './add-bytes.ts';
import type { WorkbenchData, WorkbenchProgram } from './workbench-data.ts';
import { changedSince } from './run-state.ts';
import type { Store } from './store.ts';
import { emptyTimeline, type WorkbenchState } from './workbench-state.ts';

export interface EngineParts {
  readonly openRuntime: () => Promise<LabRuntime>;
  readonly loadProgram: () => Promise<WorkbenchProgram>;
}

export interface EngineControl {
  /** The runtime and the lab's program; opened once, tried again after a failure. */
  wake(): Promise<{ readonly runtime: LabRuntime; readonly program: WorkbenchProgram }>;
  /** The session with the files of now: opened, or started again when they changed. */
  session(onRestart?: (services: readonly string[]) => void): Promise<LabSession>;
  /** The session if there is one, with the files that it has. */
  opened(): LabSession | undefined;
}

const logLimit = 2000;
const liveMessageLimit = 2000;

export function createEngineControl(store: Store<WorkbenchState>, parts: EngineParts): EngineControl {
  let waking: ReturnType<EngineControl['wake']> | undefined;
  let opened: { readonly session: LabSession; files: LabFiles } | undefined;
  let opening: Promise<LabSession> | undefined;
  const take = createEventSink(store);

  const wake: EngineControl['wake'] = () => {
    if (!waking) {
      store.update({ engine: { kind: 'opening' } });
      const openingRuntime = parts.openRuntime();
      waking = Promise.all([openingRuntime, parts.loadProgram()]).then(
        ([runtime, program]) => {
          runtime.onLost?.((error) => {
            waking = undefined;
            opened = undefined;
            store.update({ engine: { kind: 'failed', ...explainEngineFailure(error) } });
          });
          store.update({ engine: { kind: 'ready' }, hints: program.hints });
          return { runtime, program };
        },
        (error: unknown) => {
          waking = undefined;
          // The next try opens another.
          openingRuntime.then(
            (runtime) => runtime.close(),
            () => undefined,
          );
          store.update({ engine: { kind: 'failed', ...explainEngineFailure(error) } });
          throw error;
        },
      );
    }
    return waking;
  };

  const open = async (): Promise<LabSession> => {
    const { runtime, program } = await wake();
    const { files } = store.get();
    store.update({ problems: [], live: emptyTimeline(store.get().data) });
    const session = await runtime.openSession(program.program, files, take);
    opened = { session, files };
    store.update({ services: worldLast(session.statuses(), store.get().data) });
    return session;
  };

  return {
    wake,
    opened: () => opened?.session,
    session: async (onRestart) => {
      if (!opened) {
        opening ??= open().finally(() => (opening = undefined));
        return opening;
      }
      const { session } = opened;
      const { files, data } = store.get();
      if (changedSince(opened.files, files).length > 0) {
        opened.files = files;
        store.update({ problems: [] });
        const statuses = await session.reload(files);
        store.update({ services: worldLast(statuses, data) });
        onRestart?.(statuses.flatMap(({ name }) => (data.world.includes(name) ? [] : [name])));
      }
      return session;
    },
  };
}

/** What Chromium, Firefox and Safari say when a file cannot be fetched. */
const UNREACHABLE = /failed to fetch|networkerror|load failed/i;

/** Learner-facing words for an engine that did not open. */
export function explainEngineFailure(error: unknown): { readonly message: string; readonly hint: string } {
  if (error instanceof LabRuntimeError) return { message: error.message, hint: error.hint };
  if (error instanceof TypeError && UNREACHABLE.test(error.message)) {
    return {
      message: 'A part of this lab could not be loaded: the server did not answer',
      hint: 'Check the connection, then try again. The page can stay open; what was typed is kept.',
    };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    hint: 'Reload the page. If that does not help, try a current Firefox, Chrome, Edge or Safari.',
  };
}

/** Changed statuses in the places of the known ones, so that the list keeps its order. */
export function mergeServices(
  known: readonly ServiceStatus[],
  changed: readonly ServiceStatus[],
): readonly ServiceStatus[] {
  const byName = new Map(changed.map((status) => [status.name, status]));
  return [
    ...known.map((status) => byName.get(status.name) ?? status),
    ...changed.filter(({ name }) => !known.some((status) => status.name === name)),
  ];
}

/** As the page lists them; a session starts the world first. */
const worldLast = (statuses: readonly ServiceStatus[], { world }: WorkbenchData): readonly ServiceStatus[] => [
  ...statuses.filter(({ name }) => !world.includes(name)),
  ...statuses.filter(({ name }) => world.includes(name)),
];

/** A list of other services than before, with what is known of those that stayed. */
function servicesOf(columns: readonly TimelineColumn[], known: readonly ServiceStatus[]): readonly ServiceStatus[] {
  return columns
    .filter(({ role }) => role !== 'client')
    .map(
      ({ process: name }) =>
        known.find((status) => status.name === name) ?? { name, state: 'stopped', listening: false },
    );
}

/** Events come in bursts of hundreds; they change the state together, once a frame. */
function createEventSink(store: Store<WorkbenchState>): (event: SessionEvent) => void {
  let waiting: SessionEvent[] = [];
  const flush = (): void => {
    const events = waiting;
    waiting = [];
    store.update((state) => applySessionEvents(state, events));
  };
  return (event) => {
    if (waiting.push(event) === 1) setTimeout(flush, 16);
  };
}

/** The state after a burst of events. Pure. */
export function applySessionEvents(state: WorkbenchState, events: readonly SessionEvent[]): Partial<WorkbenchState> {
  const logs = events.flatMap((event) => (event.kind === 'log' ? [event.line] : []));
  const statuses = events.flatMap((event) => (event.kind === 'status' ? [event.status] : []));
  const problems = events.flatMap((event): readonly FileProblem[] => (event.kind === 'problem' ? [event.problem] : []));
  const messages = events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
  const moments = events.flatMap((event) => (event.kind === 'moment' ? [event.moment] : []));
  const told = events.flatMap((event) => (event.kind === 'broker' ? [event.record] : []));
  const bytes = addBytes(state.live.bytes, events);
  const columns = events.findLast((event) => event.kind === 'columns')?.columns ?? state.live.columns;
  const byId = new Map([...state.live.messages, ...messages].map((message) => [message.id, message]));
  // They are told when they arrive; a timeline has them in the order of sending.
  const known = [...byId.values()].sort((one, other) => one.sentAtMs - other.sentAtMs);
  const latest = messages.findLast((message) => message.operation !== undefined)?.operation;
  return {
    logs: [...state.logs, ...logs].slice(-logLimit),
    services: statuses.reduce(
      (list, status) => mergeServices(list, [status]),
      columns === state.live.columns ? state.services : servicesOf(columns, state.services),
    ),
    problems: [...state.problems, ...problems],
    live: {
      ...state.live,
      columns,
      broker: addToHistory(state.live.broker, told),
      messages: known.slice(-liveMessageLimit),
      droppedCount: state.live.droppedCount + Math.max(0, known.length - liveMessageLimit),
      moments: [...state.live.moments, ...moments].slice(-liveMessageLimit),
      ...(bytes && { bytes }),
    },
    ...(state.shown === 'live' && latest !== undefined ? { marked: latest } : {}),
  };
}
