/**
 * What a session of running services takes and tells. Plain data. Pure types.
 * @module
 */
import type { BrokerRecord } from './broker-record.ts';
import type { SourcePosition, TimelineColumn, TimelineMessage, TimelineMoment } from './report.ts';
import type { TimelineConnection, TimelineTransfer } from './timeline-bytes.ts';

export interface ServiceStatus {
  readonly name: string;
  readonly state: 'stopped' | 'starting' | 'running' | 'exited';
  readonly listening: boolean;
  /** On which it listens; absent when on none. */
  readonly ports?: readonly number[];
  readonly ending?: string;
}

export interface LogLine {
  readonly service: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly atMs: number;
  /** The request that it was printed for. */
  readonly operation?: string;
  readonly source?: SourcePosition;
  /** Printed without a line end: what the process prints next goes on behind it. */
  readonly isOpen?: true;
}

/** A mistake in a learner's file that kept a service from starting. */
export interface FileProblem {
  readonly service: string;
  readonly kind: 'syntax' | 'link' | 'thrown' | 'rejected';
  readonly message: string;
  readonly at?: SourcePosition;
}

export interface TerminalRequest {
  readonly method: string;
  readonly url: string;
  /** In the order given; names as typed. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** Virtual milliseconds; `curl --max-time`. */
  readonly timeoutMs?: number;
}

export interface TerminalResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly tookMs: number;
}

export type SessionEvent =
  | { readonly kind: 'status'; readonly status: ServiceStatus }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  | { readonly kind: 'message'; readonly message: TimelineMessage }
  | { readonly kind: 'moment'; readonly moment: TimelineMoment }
  | { readonly kind: 'broker'; readonly record: BrokerRecord }
  /** A connection that is not HTTP, as it is now, with what was sent on it. */
  | { readonly kind: 'connection'; readonly connection: TimelineConnection; readonly transfer?: TimelineTransfer }
  /** The learner's files declare other services than before. */
  | { readonly kind: 'columns'; readonly columns: readonly TimelineColumn[] };
