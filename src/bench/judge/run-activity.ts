/**
 * What goes on in a check while it runs, in counts: who asks whom how often, and which process is up. For a page that
 * watches; a timeline comes only at the end. Runs beside the kernel; cannot change a run.
 * @module
 */
import type { BrokerRecord } from './broker-record.ts';
import { ConnectionCounts } from './connection-counts.ts';
import type { TimelineMessage, TimelineMoment } from './report.ts';
import type { TimelineConnection } from './timeline-bytes.ts';
import type { TimelineWatcher } from './timeline-watcher.ts';

export interface ActivityCall {
  readonly from: string;
  readonly to: string;
  readonly callCount: number;
  /** Refused, lost or cut off. */
  readonly brokenCount: number;
}

/** Connections of one process to another that are not HTTP. */
export interface ActivityConnection {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly number[];
  readonly openCount: number;
  /** Those that ended without being closed. */
  readonly brokenCount: number;
  /** Attempts that were refused, or that nobody answered. */
  readonly failedCount: number;
  /** None is open, and the last one was broken off or refused. */
  readonly isBroken: boolean;
  /** A fault makes bytes wait. */
  readonly isHeld: boolean;
  readonly sentBytes: number;
  readonly returnedBytes: number;
  /** Messages, where the broker tells of them. */
  readonly messages?: { readonly publishedCount: number; readonly deliveredCount: number } | undefined;
}

export interface RunActivity {
  readonly calls: readonly ActivityCall[];
  readonly connections: readonly ActivityConnection[];
  /** The last that was heard of each process. */
  readonly lives: Readonly<Record<string, 'started' | 'listening' | 'killed' | 'exited'>>;
  /** What brokers told since the activity before this one. */
  readonly records: readonly BrokerRecord[];
}

/** Looking at the clock costs more than counting. */
const FACTS_PER_LOOK = 32;
const INTERVAL_MS = 100;

/**
 * @example
 * const feed = new ActivityFeed(() => performance.now(), (activity) => post(activity));
 * new LabSystem({ …, watcher: feed });
 */
export class ActivityFeed implements TimelineWatcher {
  readonly #nowMs: () => number;
  readonly #tell: (activity: RunActivity) => void;
  readonly #calls = new Map<string, { from: string; to: string; callCount: number; brokenCount: number }>();
  readonly #lives: Record<string, RunActivity['lives'][string]> = {};
  #records: BrokerRecord[] = [];
  readonly #connections = new ConnectionCounts();
  #factCount = 0;
  #toldAtMs: number;

  /** @param nowMs Real milliseconds. */
  constructor(nowMs: () => number, tell: (activity: RunActivity) => void) {
    this.#nowMs = nowMs;
    this.#tell = tell;
    this.#toldAtMs = nowMs();
  }

  message({ from, to, kind, answers, port }: TimelineMessage): void {
    if (port === undefined || !this.#connections.addFailed(from, to, port))
      this.#count(from, to, kind, answers !== undefined);
    this.#look();
  }

  connection(connection: TimelineConnection): void {
    this.#connections.add(connection);
    this.#look();
  }

  broker(record: BrokerRecord): void {
    this.#records.push(record);
    this.#connections.addMessage(record);
    this.#look();
  }

  moment({ process, kind }: TimelineMoment): void {
    if (kind === 'started' || kind === 'listening' || kind === 'killed' || kind === 'exited')
      this.#lives[process] = kind;
  }

  #look(): void {
    this.#factCount += 1;
    if (this.#factCount % FACTS_PER_LOOK !== 0) return;
    const nowMs = this.#nowMs();
    if (nowMs - this.#toldAtMs < INTERVAL_MS) return;
    this.#toldAtMs = nowMs;
    const calls = [...this.#calls.values()].map((call) => ({ ...call }));
    this.#tell({
      calls,
      connections: this.#connections.all(),
      lives: { ...this.#lives },
      records: this.#records,
    });
    this.#records = [];
  }

  #count(from: string, to: string, kind: TimelineMessage['kind'], isAnswer: boolean): void {
    const isBroken = kind === 'refused' || kind === 'lost' || kind === 'reset';
    if (from === to || (isAnswer && !isBroken) || kind === 'bytes') return;
    const [asker, asked] = isAnswer ? [to, from] : [from, to];
    const key = `${asker} ${asked}`;
    const call = this.#calls.get(key) ?? { from: asker, to: asked, callCount: 0, brokenCount: 0 };
    this.#calls.set(key, call);
    if (!isAnswer) call.callCount += 1;
    if (isBroken) call.brokenCount += 1;
  }
}
