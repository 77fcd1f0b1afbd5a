/**
 * What a run of checks tells: verdicts, the message, the timeline. Plain data, the same from every engine and host;
 * the workbench draws it, the terminal prints it, the workbook keeps it. Pure.
 * @module
 */

import type { BrokerHistory } from './broker-history.ts';
import type { JudgedPart } from './judgement.ts';
import type { TimelineBytes } from './timeline-bytes.ts';

/** A place in a learner's file. Lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Role of a process in the system; decides shape and colour everywhere. */
export type ProcessRole = 'client' | 'service' | 'broker' | 'store' | 'world';

export interface TimelineColumn {
  readonly process: string;
  readonly role: ProcessRole;
}

/** One message between two processes: an HTTP request or an answer, or a connection attempt that failed. */
export interface TimelineMessage {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sentAtMs: number;
  /** Absent when it never arrived. */
  readonly receivedAtMs?: number;
  /** `lost`: the network took it; `duplicate`: a second copy that the network made. */
  readonly kind: 'request' | 'response' | 'refused' | 'reset' | 'bytes' | 'lost' | 'duplicate';
  /** Such as "POST /api/payments" or "201". */
  readonly label: string;
  /** Of a connection attempt that failed: the port that was called. */
  readonly port?: number;
  /** Of an answer, also of one that was lost, and of a reset in its place: id of the request. */
  readonly answers?: string;
  /** First 400 characters of what was sent, for the inspector. */
  readonly preview?: string;
  /** What a fault did to it, in words: "held by a partition". Absent when nothing did. */
  readonly fault?: string;
  /** The client operation that caused it, `r-31`, carried by causality through every process. */
  readonly operation?: string;
  /** The line of the learner's code that sent it. */
  readonly source?: SourcePosition;
}

export interface TimelineMoment {
  readonly process: string;
  readonly atMs: number;
  /**
   * `note`: the program's own `console.timeStamp`; `stored`: a disk commit, `denied`: a file that is not this process's was
   * refused to it, both with the path as label; `fault`: the bench's doing.
   */
  readonly kind:
    'started' | 'listening' | 'log' | 'error' | 'killed' | 'exited' | 'ledger' | 'note' | 'stored' | 'denied' | 'fault';
  readonly label: string;
  readonly operation?: string;
  readonly source?: SourcePosition;
}

/** A stretch of time in which something was wrong on purpose, drawn as a hatched band. */
export interface TimelineBand {
  readonly process: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly label: string;
}

export interface Timeline {
  readonly columns: readonly TimelineColumn[];
  /** In the order of sending. At most 10 000; `droppedCount` says how many more there were. */
  readonly messages: readonly TimelineMessage[];
  readonly moments: readonly TimelineMoment[];
  readonly bands: readonly TimelineBand[];
  /** What the brokers told of the messages in them; absent where there is none. */
  readonly broker?: BrokerHistory | undefined;
  readonly droppedCount: number;
  /** Connections that are not HTTP. Absent where none was seen, and from engines that see none. */
  readonly bytes?: TimelineBytes;
}

/** `not-judged`: this engine lacks something that the check needs, so nothing was concluded; never counted as passed. */
export const VERDICTS = ['pass', 'fail', 'inconclusive', 'error', 'not-judged', 'not-run'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A source position that explains the verdict, with the sentence to show beside the line. */
export interface SourceNote extends SourcePosition {
  readonly atMs: number;
  /** Such as "[[r-1]] answered 201 here at 12.4 ms." */
  readonly note: string;
}

export interface ReportMessage {
  readonly id: string;
  readonly seen: string;
  readonly expected: string;
  readonly received: string;
  readonly why: string;
  /** Where to look: positions in the learner's files, most telling first. May be empty. */
  readonly where: readonly SourceNote[];
  /** When `where` is empty because this engine cannot know the line: a sentence that says so. */
  readonly whereUnknown?: string;
  /** The example that is highlighted everywhere: its label in the text, its operation in timeline and map. */
  readonly example?: { readonly label: string; readonly operation: string; readonly atMs: number };
}

/** What `bench.traffic` planned and sent. */
export interface TrafficReport {
  readonly plannedCount: number;
  /** Only of a shortened replay: the operations that it sent, such as `r-7`. */
  readonly operations?: readonly string[];
}

export interface CheckReport {
  readonly check: string;
  readonly slug: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** Evidence in a few words: "200 of 200 refused". */
  readonly held: string;
  /** For `inconclusive`, `error` and `not-judged`: what kept the check from judging. */
  readonly reason?: string;
  /** For `error`: where it happened, when it is known: the line that threw, or the place of a syntax error. */
  readonly where?: readonly SourceNote[];
  readonly message?: ReportMessage;
  /** Parts of the promise, each with its own answer; only of checks that have them. */
  readonly parts?: readonly JudgedPart[];
  readonly timeline?: Timeline;
  readonly virtualMs: number;
  readonly realMs: number;
  readonly eventCount: number;
  /** Hash of the event log; equal for equal seeds on every host. */
  readonly hash: string;
  /** Every event and effect in order, where the request asked for them. */
  readonly trace?: readonly string[];
  /** Absent when the check sent no traffic. */
  readonly traffic?: TrafficReport;
  /** `hello-payment/01 seed=4711`, of a shortened replay with ` keep=1,7-8` behind it. */
  readonly replay: string;
}

export interface RunReport {
  readonly lab: string;
  readonly seed: number;
  readonly engine: 'simulated' | 'real';
  /** A broker in the place of the lab's own: "RabbitMQ 3.10.8, started by the bench". */
  readonly broker?: string;
  readonly transport: 'strict' | 'fleet' | 'processes';
  readonly checks: readonly CheckReport[];
  /** True when every check passed, each on a strict run. */
  readonly complete: boolean;
  readonly realMs: number;
}
