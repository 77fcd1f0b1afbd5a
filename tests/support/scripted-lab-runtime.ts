/**
 * A lab runtime whose answers a test decides: sessions answer by a function, runs end with given reports, and a run
 * can be held until the test lets go.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import type {
  LabFiles,
  LabRuntime,
  LabSession,
  RunEvent,
  RunRequest,
  SeedSearchEvent,
  SeedSearchReport,
  SeedSearchRequest,
  ServiceStatus,
  ServiceStores,
  SessionEvent,
  StorePage,
  TerminalRequest,
  TerminalResponse,
} from '#runtimes/lab-runtime.ts';

export interface RuntimeScript {
  readonly respond?: (request: TerminalRequest) => TerminalResponse;
  readonly stores?: (service: string, page?: StorePage) => ServiceStores;
  /** Told to the page when a session sends; a script has no network of its own. */
  readonly events?: readonly SessionEvent[];
  readonly report?: RunReport;
  readonly runEvents?: readonly RunEvent[];
  readonly search?: SeedSearchReport;
  readonly searchEvents?: readonly SeedSearchEvent[];
  /** Resolved when the run may end; without it a run ends at once. */
  readonly hold?: Promise<void>;
}

export interface ScriptedLabRuntime extends LabRuntime {
  readonly runs: readonly Pick<RunRequest, 'files' | 'seed' | 'checks' | 'keep' | 'keepGoing'>[];
  readonly searches: readonly SeedSearchRequest[];
  readonly reloads: readonly LabFiles[];
  /** Services that were started by name. */
  readonly started: readonly string[];
}

export function scriptedLabRuntime(script: RuntimeScript): ScriptedLabRuntime {
  const runs: Pick<RunRequest, 'files' | 'seed' | 'checks' | 'keep' | 'keepGoing'>[] = [];
  const searches: SeedSearchRequest[] = [];
  const reloads: LabFiles[] = [];
  const started: string[] = [];
  return {
    name: 'page-sandbox',
    runs,
    searches,
    reloads,
    started,
    openSession: async (program, _files, onEvent) =>
      scriptedSession(
        program.services.map(({ name }) => name),
        script,
        reloads,
        started,
        onEvent,
      ),
    runChecks: async (_program, { files, seed, checks, keep, keepGoing }, onEvent, signal) => {
      runs.push({ files, seed, ...(checks && { checks }), ...(keep && { keep }), ...(keepGoing && { keepGoing }) });
      for (const event of script.runEvents ?? []) onEvent(event);
      await Promise.race([script.hold ?? Promise.resolve(), aborted(signal)]);
      if (!script.report)
        throw new LabRuntimeError('RUNTIME_CLOSED', { message: 'No report was given', hint: 'Give one.' });
      return { ...script.report, seed };
    },
    searchSeeds: async (_program, request, onEvent, signal) => {
      searches.push(request);
      for (const event of script.searchEvents ?? []) onEvent(event);
      await Promise.race([script.hold ?? Promise.resolve(), aborted(signal)]);
      if (!script.search)
        throw new LabRuntimeError('RUNTIME_CLOSED', { message: 'No search was given', hint: 'Give one.' });
      return script.search;
    },
    close: async () => undefined,
  };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

function scriptedSession(
  names: readonly string[],
  script: RuntimeScript,
  reloads: LabFiles[],
  started: string[],
  onEvent: (event: SessionEvent) => void,
): LabSession {
  const statuses = new Map<string, ServiceStatus>(
    names.map((name) => [name, { name, state: 'running', listening: true }]),
  );
  const change = (status: ServiceStatus): ServiceStatus => {
    statuses.set(status.name, status);
    onEvent({ kind: 'status', status });
    return status;
  };
  return {
    send: async (request) => {
      for (const event of script.events ?? []) onEvent(event);
      return script.respond?.(request) ?? { status: 200, statusText: 'OK', headers: [], body: '', tookMs: 1 };
    },
    start: async (name) => {
      started.push(name);
      return change({ name, state: 'running', listening: true });
    },
    stop: async (name) => change({ name, state: 'exited', listening: false, ending: 'exit 0' }),
    kill: async (name) => void change({ name, state: 'exited', listening: false, ending: 'SIGKILL' }),
    wipe: async (name) => change({ name, state: 'running', listening: true }),
    stores: async (service, page) => script.stores?.(service, page) ?? { service, atMs: 1, files: [] },
    reload: async (files) => {
      reloads.push(files);
      return [...statuses.values()];
    },
    statuses: () => [...statuses.values()],
    close: async () => undefined,
  };
}
