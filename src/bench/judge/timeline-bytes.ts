/**
 * What a timeline has of connections that carry something else than HTTP, such as AMQP: who held one to whom, how it ended, how
 * much passed through. What the bytes mean is not looked at. Plain data. Pure types.
 * @module
 */
import type { SourcePosition } from './report.ts';

export interface TimelineConnection {
  /** Such as "c-3". */
  readonly id: string;
  /** Who connected. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** When its first bytes were sent; virtual milliseconds, as all times here. */
  readonly openedAtMs: number;
  /** Absent while it is open. */
  readonly endedAtMs?: number;
  /** `ended`: a process ended without closing it; `cut`: a fault ended it. */
  readonly ending?: 'closed' | 'reset' | 'ended' | 'cut';
  /** The process that broke it off or that ended, or the fault in words. */
  readonly endedBy?: string;
  /** When faults made its bytes wait. */
  readonly holds: readonly ByteHold[];
  /** By who connected, and by the other, in all. */
  readonly sentBytes: number;
  readonly returnedBytes: number;
}

export interface ByteHold {
  readonly fromMs: number;
  /** Absent while they wait. */
  readonly toMs?: number;
  readonly fault: string;
}

/** What one side sent in one instant for one operation. */
export interface TimelineTransfer {
  /** Such as "t-12". */
  readonly id: string;
  /** Id of the connection. */
  readonly connection: string;
  readonly atMs: number;
  /** To who connected. */
  readonly isBack: boolean;
  readonly byteCount: number;
  readonly operation?: string;
  readonly source?: SourcePosition;
}

export interface TimelineBytes {
  /** In the order of their first bytes; at most 2 000. */
  readonly connections: readonly TimelineConnection[];
  /** In the order of sending; at most 10 000. What was dropped counts in the connections. */
  readonly transfers: readonly TimelineTransfer[];
  readonly droppedConnectionCount: number;
  readonly droppedTransferCount: number;
}
