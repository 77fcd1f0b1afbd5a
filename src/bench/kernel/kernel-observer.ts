/**
 * What the kernel tells while it runs, for timelines, logs and statuses. Observers cannot change a run. Pure types.
 * @module
 */
import type { DataTag, EffectSource, LogStream, ProcessError } from './protocol.ts';

export interface ObservedProcess {
  readonly pid: number;
  readonly name: string;
  /** For one that another process of the same name has started: `worker.ts (pid 10001)`. */
  readonly child?: string | undefined;
}

export type ProcessEnding =
  | { readonly kind: 'exit'; readonly code: number; readonly error?: ProcessError }
  /** By the bench or by the system; the name as Node gives it, such as SIGKILL. */
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'stopped'; readonly reason: string; readonly bySelf: boolean };

/** One HTTP message, or a connection that failed. `id` counts from 1 in the order of sending. */
export interface ObservedMessage {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly atUs: number;
  /** `duplicate`: a copy that the network made; `lost`: sent, and no one will ever receive it. */
  readonly kind: DataTag['kind'] | 'refused' | 'reset' | 'duplicate' | 'lost';
  readonly label: string;
  /** Of an answer, and of a connection that was cut off in its place: the request's id. */
  readonly answers?: number;
  /** What a fault did to it, in words. */
  readonly fault?: string;
  /** Of a connection that failed: the port that was called. */
  readonly port?: number;
  readonly preview?: string;
  readonly operation?: string;
  readonly source?: EffectSource;
}

export interface Cause {
  readonly atUs: number;
  readonly operation?: string;
  readonly source?: EffectSource;
}

/** A fault on the network. */
export interface ObservedFault {
  /** From 1, in the order of beginning. */
  readonly number: number;
  /** In words: "orders → bank: latency_downstream 100 ms". */
  readonly label: string;
  /** Names of the processes it is shown on; `*` for every one. */
  readonly on: readonly string[];
}

/** A connection that a fault ended. */
export interface ObservedCut {
  readonly from: string;
  readonly to: string;
  readonly how: 'close' | 'reset';
  /** The fault's label. */
  readonly fault: string;
}

/** A connection that carries something else than HTTP, told with its first bytes. `id` counts from 1 in that order. */
export interface ObservedConnection {
  readonly id: number;
  /** Who connected. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/**
 * `closed`: both sides said that nothing more comes. `reset`: one of them, `by`, broke it off. `ended`: the process `by` ended
 * without closing it. `cut`: a fault ended it.
 */
export type ConnectionEnding =
  | { readonly how: 'closed' }
  | { readonly how: 'reset' | 'ended'; readonly by: string }
  | { readonly how: 'cut'; readonly fault: string };

/** Bytes that were handed to such a connection at once. */
export interface ObservedBytes {
  /** From who was called to who connected. */
  readonly isBack: boolean;
  readonly byteCount: number;
}

export interface KernelObserver {
  processStarted(process: ObservedProcess, atUs: number): void;
  processListening(process: ObservedProcess, port: number, atUs: number): void;
  processEnded(process: ObservedProcess, ending: ProcessEnding, cause: Cause): void;
  messageSent(message: ObservedMessage): void;
  messageArrived(id: number, atUs: number): void;
  /** A fault makes it wait. May be told several times, or before it is lost. */
  messageHeld(id: number, fault: string): void;
  /** It will never arrive. */
  messageLost(id: number, fault: string): void;
  faultStarted(fault: ObservedFault, atUs: number): void;
  faultEnded(number: number, atUs: number): void;
  connectionCut(cut: ObservedCut, atUs: number): void;
  connectionOpened(connection: ObservedConnection, atUs: number): void;
  bytesSent(connectionId: number, bytes: ObservedBytes, cause: Cause): void;
  /** A fault makes its bytes wait, until it is told that none waits any more. */
  bytesHeld(connectionId: number, fault: string, atUs: number): void;
  bytesFreed(connectionId: number, atUs: number): void;
  connectionEnded(connectionId: number, ending: ConnectionEnding, atUs: number): void;
  logged(process: ObservedProcess, stream: LogStream, text: string, cause: Cause): void;
  /** A group of changes became durable; `paths` are those it touched, in the order of the changes. */
  stored(process: ObservedProcess, paths: readonly string[], cause: Cause): void;
  diskAccessed(process: ObservedProcess, path: string, mode: 'opened' | 'denied', cause: Cause): void;
  noted(process: ObservedProcess, text: string, cause: Cause): void;
  /** The program told the bench something on a channel that the bench listens to; `record` is JSON. */
  told(process: ObservedProcess, channel: string, record: string, cause: Cause): void;
}
