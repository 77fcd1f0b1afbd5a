/**
 * The bench as a check sees it: the verbs it may use, and the evidence they give. Engine-neutral: the simulated engine
 * (virtual time) and the real engine (real processes) both provide it. `src/bench/judge` implements this interface
 * without importing it; a test holds the two together.
 * @module
 */
import type { Timeline } from './timeline.ts';

/** What became of a client operation. `unknown`: it may or may not have happened (a timeout, a reset in mid-flight). */
export type Outcome = 'ok' | 'fail' | 'unknown';

export interface HttpRequest {
  readonly method: string;
  /** Absolute, with the service's name as host: `http://payment-service/api/payments`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. Bytes matter: nothing is added but Host and Content-Length. */
  readonly body?: string | Uint8Array;
  /** Longest wait in virtual milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request of the bench's own client, and what came back. */
export interface Operation {
  /** `r-1`, `r-2` … in the order of sending; the mark that the report shows. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  /** Node's own code: `ECONNREFUSED`, `ECONNRESET`, `ETIMEDOUT`, `ENOTFOUND`. `definite`: it certainly did not happen. */
  readonly error?: { readonly code: string; readonly definite: boolean };
  readonly sentAtMs: number;
  readonly endedAtMs: number;
}

/** Exactly one of `count` and `durationMs`, and exactly one of `request` and `mix`. `index` counts from 0 over the plan. */
export interface TrafficPlan {
  /** How many requests. */
  readonly count?: number;
  /** For how long requests arrive; needs `perSecond`. */
  readonly durationMs?: number;
  /** Arrivals per virtual second, seeded Poisson. Without it all are sent at once. Open loop: never waits for answers. */
  readonly perSecond?: number;
  readonly request?: (index: number) => HttpRequest;
  /** Kinds of requests, each drawn with the share that its weight has in the sum. */
  readonly mix?: readonly { readonly weight: number; readonly request: (index: number) => HttpRequest }[];
}

export interface ProcessStatus {
  readonly state: 'starting' | 'running' | 'exited';
  /** The service has a listening port. */
  readonly listening: boolean;
  /** Why it ended: `exit 1`, `SIGKILL`, `stopped by the bench after 1 s of computing`. */
  readonly ending?: string;
  /** The error that ended it, first line, if it printed one. */
  readonly lastError?: string;
}

/** Seeded choices, each a function of (seed, label, index) and of nothing else. */
export interface SeededChoice {
  /** A whole number from `min` to `max`, both included. */
  integer(label: string, min: number, max: number): number;
  pick<T>(label: string, from: readonly T[]): T;
  /** A 53-bit fraction, 0 up to but not including 1. */
  fraction(label: string): number;
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

export interface Bench {
  readonly seed: number;
  /** What this engine can do. A verb without its capability ends the check as *not judged here*. */
  readonly capabilities: readonly Capability[];
  readonly choose: SeededChoice;
  /** Virtual milliseconds since the run began. */
  nowMs(): number;
  /** Says what is going on, in words a learner reads while the check runs. */
  progress(sentence: string): void;
  /** Sends one request and waits for its end. Never throws for what the service did. */
  request(request: HttpRequest): Promise<Operation>;
  /** Sends many and waits until each has ended. */
  traffic(plan: TrafficPlan): Promise<readonly Operation[]>;
  /** Lets virtual time pass. */
  sleep(ms: number): Promise<void>;
  /** kill -9. */
  kill(service: string): Promise<void>;
  /** Starts a service that has ended, with the same disk and a new process. Resolves when it listens or has ended again. */
  restart(service: string): Promise<ProcessStatus>;
  status(service: string): ProcessStatus;
  /** Runs until nothing is in flight and no timer is due within `limitMs`. */
  settle(limitMs: number): Promise<void>;
  /** Every operation so far, in the order of sending. */
  history(): readonly Operation[];
  /** What a world service holds, read over its own `GET /ledger`. */
  ledger<Entry>(world: string): Promise<readonly Entry[]>;
  /** Processes, messages, moments and faults so far. */
  timeline(): Timeline;
}
