/**
 * Where a lab runs, behind one interface: the page's sandbox frame, worker threads in the terminal, and later real Node
 * and a WebContainer. No UI and no course policy here.
 * @module
 */
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import type { RunReport } from '#bench/judge/report.ts';
import type { RunEvent, RunRequest } from '#bench/judge/run-request.ts';
import type { SeedSearchEvent, SeedSearchReport, SeedSearchRequest } from '#bench/judge/seed-search.ts';
import type { ServiceStores, StorePage } from '#bench/judge/service-stores.ts';
import type { ServiceStatus, SessionEvent, TerminalRequest, TerminalResponse } from '#bench/judge/session-event.ts';
import type { LabRuntimeError } from './lab-runtime-error.ts';

export type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
export type { RunEvent, RunRequest } from '#bench/judge/run-request.ts';
export type { SeedSearchEvent, SeedSearchReport, SeedSearchRequest } from '#bench/judge/seed-search.ts';
export type { ServiceStores, StorePage } from '#bench/judge/service-stores.ts';
export type {
  FileProblem,
  LogLine,
  ServiceStatus,
  SessionEvent,
  TerminalRequest,
  TerminalResponse,
} from '#bench/judge/session-event.ts';

/** Services that are up and can be talked to from the terminal; virtual time moves while a request is under way. */
export interface LabSession {
  /** @throws {LabRuntimeError} `RUNTIME_CONNECT_FAILED` with `curlCode` (6 unknown host, 7 refused, 28 timeout, 52 empty reply, 56 reset). */
  send(request: TerminalRequest, signal?: AbortSignal): Promise<TerminalResponse>;
  start(service: string): Promise<ServiceStatus>;
  /** SIGTERM, and after five virtual seconds SIGKILL. Resolves when the service has ended. */
  stop(service: string): Promise<ServiceStatus>;
  /** kill -9. */
  kill(service: string): Promise<void>;
  /** Ends the service, empties its disk and starts it again. */
  wipe(service: string): Promise<ServiceStatus>;
  /**
   * What the service keeps on its durable disk, whether it runs or not.
   *
   * @param page Rows of one table to bring along.
   */
  stores(service: string, page?: StorePage): Promise<ServiceStores>;
  /** Replaces the learner's files and starts every service again; the world keeps its ledger. */
  reload(files: LabFiles): Promise<readonly ServiceStatus[]>;
  statuses(): readonly ServiceStatus[];
  close(): Promise<void>;
}

export interface LabRuntime {
  readonly name: 'page-sandbox' | 'worker-threads' | 'local-node' | 'webcontainer';
  openSession(program: LabProgram, files: LabFiles, onEvent: (event: SessionEvent) => void): Promise<LabSession>;
  /**
   * Runs checks on a fresh system. Aborting ends it at once and rejects with the signal's reason.
   * A process that does not come back within one real second is stopped and named; that check's verdict is `error`.
   */
  runChecks(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal?: AbortSignal,
  ): Promise<RunReport>;
  /**
   * Tries seeds one after the other until one does not pass, replays that one strict, and looks for the least traffic
   * that still fails. Aborting ends it at once and rejects with the signal's reason.
   */
  searchSeeds(
    program: LabProgram,
    request: SeedSearchRequest,
    onEvent: (event: SeedSearchEvent) => void,
    signal?: AbortSignal,
  ): Promise<SeedSearchReport>;
  /** Calls back when the host ended the engine, as a browser does that runs out of memory. Open another one then. */
  onLost?(listener: (error: LabRuntimeError) => void): void;
  /** Ends every worker. */
  close(): Promise<void>;
}
