/**
 * The bench as a check sees it: the verbs it may use, and the evidence they give. Engine-neutral: the simulated engine
 * (virtual time) and the real engine (real processes) both provide it. `src/bench/judge` implements this interface
 * without importing it; a test holds the two together.
 * @module
 */
import type { Edge, Fault, MessageFault, Toxic } from './fault.ts';
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
  /** Of `traffic`: its place in the plan, from 0. A shortened replay leaves operations out, so match by this, never by position. */
  readonly index?: number;
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
  /** Why it ended: `exit 1`, `SIGTERM` that nothing handled, `SIGKILL`, `stopped by the bench after 1 s of computing`. */
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

/** What a deployment changes; the rest of the service stays as it is. */
export interface Deployment {
  readonly env?: Readonly<Record<string, string>>;
  /** Texts by path, in place of the learner's files of the same paths and beside the others. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of modules that the new processes evaluate before their entry, as `node --import` does. */
  readonly imports?: readonly string[];
  /** How long an old process may take to end after SIGTERM. Default 30 000. */
  readonly graceMs?: number;
}

/** Armed by `crashAt`. */
export interface CrashPoint {
  /**
   * Undefined until it happened; then when, and what the process was about to do: `sending POST /charges to bank`,
   * `answering client with 201`, `committing /data/orders.db`.
   */
  hit(): { readonly atMs: number; readonly about: string } | undefined;
  /** Takes it away. A check that passes although a point was neither reached nor disarmed is *inconclusive*. */
  disarm(): void;
}

/** A file or store that a process opened, or was refused because it belongs to another service. */
export interface DiskAccess {
  readonly process: string;
  /** Absolute. */
  readonly path: string;
  readonly mode: 'opened' | 'denied';
  readonly atMs: number;
  readonly operation?: string;
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}

/** What is durable of a service, as seen from outside. */
export interface ServiceDisk {
  /** What the service opened or was refused so far, in order; the first 10 000 of a run. */
  accesses(): readonly DiskAccess[];
  /** Paths of all files, sorted. */
  files(): readonly string[];
  read(path: string): Uint8Array | undefined;
  /** Empties the disk of a service that has ended; under one that runs, the disk breaks. */
  wipe(): Promise<void>;
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
  /** Names of the services that the learner edits, in the order of their declaration; without the world's. */
  readonly services: readonly string[];
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
  /**
   * kill -9. In this and the verbs below a service's name means all of its replicas; `orders-2` means one, `orders-1` the
   * first.
   */
  kill(service: string): Promise<void>;
  /** SIGTERM, and SIGKILL when the time of grace is over. Resolves when the service has ended. Default 30 000 ms. */
  stop(service: string, options?: { readonly graceMs?: number }): Promise<ProcessStatus>;
  /** Starts a service that has ended, with the same disk and a new process. Resolves when it listens or has ended again. */
  restart(service: string): Promise<ProcessStatus>;
  /** Of several replicas, the one that is worst off: ended, then starting, then running. */
  status(service: string): ProcessStatus;
  /**
   * Runs so many replicas, at least one. Further ones are `orders-2`, `orders-3` …, each with a host, a disk and a HOSTNAME of
   * its own. Connecting to `orders` reaches one that listens, by a seeded draw for each connection. Those with the highest
   * numbers go first, as `stop` does; their disks wait for them.
   */
  scale(service: string, replicas: number): Promise<readonly ProcessStatus[]>;
  /**
   * A rolling update, one replica after the other: the new process starts, and when it listens the old one is stopped. A
   * replica that has stored something is stopped first, for a disk serves one process at a time. When a new process does
   * not come to listen, the update ends there and an old one that runs stays.
   */
  deploy(service: string, change: Deployment): Promise<readonly ProcessStatus[]>;
  /**
   * kill -9 instead of the `k`-th touch of the outside, counted from now and from 1: a connection that is opened, bytes
   * that are sent, a commit to the disk. What the process did before it in the same moment has happened. Try k = 1, 2, …
   * until one is not hit any more.
   */
  crashAt(service: string, k: number): CrashPoint;
  /** Sets the wall clock (`Date` alone) so far off virtual time. It stays so when the service starts again. */
  skewClock(service: string, ms: number): Promise<void>;
  /** Its own disk, which survives kills and restarts; the first replica's for a service's name. */
  disk(service: string): ServiceDisk;
  /** Runs until nothing is in flight and no timer is due within `limitMs`. */
  settle(limitMs: number): Promise<void>;
  /** Every operation so far, in the order of sending. */
  history(): readonly Operation[];
  /** What a world service holds, read over its own `GET /ledger`. */
  ledger<Entry>(world: string): Promise<readonly Entry[]>;
  /** Puts one of Toxiproxy's toxics on an edge. Needs `network-faults`. */
  toxic(edge: Edge, toxic: Toxic): Promise<Fault>;
  /**
   * `enabled: false`: connecting is refused and open connections are reset, as by a Toxiproxy that is switched off;
   * `true` switches it on again. Needs `network-faults`.
   */
  proxy(edge: Edge, setting: { readonly enabled: boolean }): Promise<Fault>;
  /** Loses, repeats, delays or reorders whole HTTP requests. Needs `message-faults`. */
  message(edge: Edge, fault: MessageFault): Promise<Fault>;
  /**
   * Hosts of different groups cannot reach each other; hosts that are not named are unaffected. Bytes under way wait and
   * are sent again after healing, as TCP does. Needs `partitions`.
   */
  partition(groups: readonly (readonly string[])[]): Promise<Fault>;
  /** Share of packets lost and sent again by TCP: 200 ms later, then 400 ms, doubling. Needs `network-faults`. */
  lossy(edge: Edge, share: number): Promise<Fault>;
  /** Removes every fault. */
  heal(): Promise<void>;
  /** Processes, messages, moments and faults so far. */
  timeline(): Timeline;
}
