/**
 * What the kernel tells while it runs, for timelines, logs and statuses. Observers cannot change a run. Pure types.
 * @module
 */
import type { DataTag, EffectSource, LogStream, ProcessError } from './protocol.ts';

export interface ObservedProcess {
  readonly pid: number;
  readonly name: string;
}

export type ProcessEnding =
  | { readonly kind: 'exit'; readonly code: number; readonly error?: ProcessError }
  | { readonly kind: 'killed'; readonly signal: 'SIGKILL' }
  | { readonly kind: 'stopped'; readonly reason: string; readonly bySelf: boolean };

/** One HTTP message, or a connection that failed. `id` counts from 1 in the order of sending. */
export interface ObservedMessage {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly atUs: number;
  readonly kind: DataTag['kind'] | 'refused' | 'reset';
  readonly label: string;
  readonly preview?: string;
  readonly operation?: string;
  readonly source?: EffectSource;
}

export interface Cause {
  readonly atUs: number;
  readonly operation?: string;
  readonly source?: EffectSource;
}

export interface KernelObserver {
  processStarted(process: ObservedProcess, atUs: number): void;
  processListening(process: ObservedProcess, port: number, atUs: number): void;
  processEnded(process: ObservedProcess, ending: ProcessEnding, cause: Cause): void;
  messageSent(message: ObservedMessage): void;
  messageArrived(id: number, atUs: number): void;
  logged(process: ObservedProcess, stream: LogStream, text: string, cause: Cause): void;
  /** A group of changes became durable; `paths` are those it touched, in the order of the changes. */
  stored(process: ObservedProcess, paths: readonly string[], cause: Cause): void;
  diskAccessed(process: ObservedProcess, path: string, mode: 'opened' | 'denied', cause: Cause): void;
  noted(process: ObservedProcess, text: string, cause: Cause): void;
}
