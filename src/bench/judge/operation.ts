/**
 * One request of the bench's client and what became of it; the judge's side of `labs/_kit/bench.ts`. The bench may not
 * import a lab's kit, so the shapes stand here again and a test holds the two together. Pure types.
 * @module
 */
import type { SourcePosition } from './report.ts';

/** `ok`: an answer came back, whatever its status. `fail`: it certainly did not happen. `unknown`: it may have. */
export type Outcome = 'ok' | 'fail' | 'unknown';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Virtual milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Operation {
  readonly id: string;
  /** Its place in the traffic plan, from 0. */
  readonly index?: number;
  readonly outcome: Outcome;
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly error?: { readonly code: string; readonly definite: boolean };
  readonly sentAtMs: number;
  readonly endedAtMs: number;
}

export interface TrafficPlan {
  readonly count?: number;
  readonly durationMs?: number;
  readonly perSecond?: number;
  readonly request?: (index: number) => HttpRequest;
  readonly mix?: readonly { readonly weight: number; readonly request: (index: number) => HttpRequest }[];
}

/** What an engine may lack. */
export type Capability =
  | 'virtual-time'
  | 'crash-points'
  | 'clock-skew'
  | 'message-faults'
  | 'network-faults'
  | 'partitions'
  | 'replicas'
  | 'disks';

export interface ProcessStatus {
  readonly state: 'starting' | 'running' | 'exited';
  readonly listening: boolean;
  readonly ending?: string;
  readonly lastError?: string;
}

/** A kill -9 that waits for its moment. */
export interface CrashPoint {
  hit(): { readonly atMs: number; readonly about: string } | undefined;
  disarm(): void;
}

/** A file or store that a process opened, or was refused because it belongs to another. */
export interface DiskAccess {
  readonly process: string;
  readonly path: string;
  readonly mode: 'opened' | 'denied';
  readonly atMs: number;
  readonly operation?: string;
  readonly source?: SourcePosition;
}

export interface ServiceDisk {
  accesses(): readonly DiskAccess[];
  files(): readonly string[];
  read(path: string): Uint8Array | undefined;
  wipe(): Promise<void>;
}
