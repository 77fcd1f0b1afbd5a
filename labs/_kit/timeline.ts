/**
 * The timeline of a run, as `bench.timeline()` gives it: who sent what to whom, and what happened to each process.
 * Pure types; `src/bench/judge/report.ts` keeps the same shapes, and a test holds the two together.
 * @module
 */

/** A place in a learner's file. Lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface TimelineMessage {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sentAtMs: number;
  /** Absent when it never arrived. */
  readonly receivedAtMs?: number;
  /** `lost`: the network took it; `duplicate`: a second copy that the network made; `refused`, `reset`: the connection. */
  readonly kind: 'request' | 'response' | 'refused' | 'reset' | 'bytes' | 'lost' | 'duplicate';
  /** Such as "POST /api/payments" or "201". */
  readonly label: string;
  /** Of an answer, also of one that was lost, and of a reset in its place: id of the request. */
  readonly answers?: string;
  readonly preview?: string;
  /** What a fault did to it, in words: "held by a partition". Absent when nothing did. */
  readonly fault?: string;
  /** The client operation that caused it, such as `r-31`. */
  readonly operation?: string;
  readonly source?: SourcePosition;
}

export interface TimelineMoment {
  readonly process: string;
  readonly atMs: number;
  readonly kind: string;
  readonly label: string;
  readonly operation?: string;
  readonly source?: SourcePosition;
}

/** A stretch of time in which something was wrong on purpose. */
export interface TimelineBand {
  readonly process: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly label: string;
}

export interface Timeline {
  readonly columns: readonly {
    readonly process: string;
    readonly role: 'client' | 'service' | 'broker' | 'store' | 'world';
  }[];
  /** In the order of sending; at most 10 000, and `droppedCount` more. */
  readonly messages: readonly TimelineMessage[];
  readonly moments: readonly TimelineMoment[];
  readonly bands: readonly TimelineBand[];
  readonly droppedCount: number;
}
