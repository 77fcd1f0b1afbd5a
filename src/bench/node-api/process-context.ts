/**
 * What the Node API needs of the process that it serves, and which process that is. The kernel hands one event at a
 * time to a thread, so "the current process" is a plain variable: set while an event is worked off, unset between.
 * @module
 */
import type { DataTag, EffectSource, LogStream, ProcessEffect, ProcessSignal } from '#bench/kernel/protocol.ts';
import { clearContext } from './async-context.ts';
import type { ResponsePlaces } from './http/response-places.ts';
import type { ProcessFamily } from './child-process/process-family.ts';
import type { LoadedParts } from './engine-parts.ts';
import type { ProcessDisk } from './fs/process-disk.ts';
import type { RandomStream } from './random-stream.ts';
import type { TimerQueue } from './timers/timer-queue.ts';

/** One end of a connection, as the kernel's events reach it. */
export interface ConnectionEnd {
  onConnected(localPort: number): void;
  onConnectFailed(code: 'ECONNREFUSED' | 'ENOTFOUND' | 'ETIMEDOUT' | 'EMFILE'): void;
  onData(bytes: Uint8Array): void;
  /** The other side has read so many bytes. */
  onWindow(byteCount: number): void;
  onEnd(): void;
  onReset(): void;
}

export interface Listener {
  onListening(port: number): void;
  onFailed(code: 'EADDRINUSE' | 'EACCES'): void;
  onAccepted(connectionId: string, remoteHost: string, remotePort: number): void;
}

export interface ProcessContext {
  readonly pid: number;
  readonly name: string;
  readonly entry: string;
  readonly env: Record<string, string>;
  /** The program's own files, read-only. */
  readonly files: Readonly<Record<string, string>>;
  readonly timers: TimerQueue;
  readonly random: RandomStream;
  /** Randomness of `node:crypto`, apart from `Math.random` so that one never shifts the other. */
  readonly cryptoRandom: RandomStream;
  readonly disk: ProcessDisk;
  /** What this lab has beyond the usual built-ins. */
  readonly parts: LoadedParts;
  /** The processes that it was started by and that it has started. */
  readonly family: ProcessFamily;
  /** Where relative paths begin; `/` unless its parent said otherwise. */
  readonly cwd: string;
  readonly connections: Map<string, ConnectionEnd>;
  readonly listeners: Map<number, Listener>;
  /** Objects made once a process, by name: the global agent, the `process` object, module exports. */
  readonly singletons: Map<string, unknown>;
  /** Where each `Response` was made that is still to be sent. */
  readonly responsePlaces: ResponsePlaces;
  /** False once the process has exited or was killed. */
  readonly isAlive: boolean;
  /** How far `Date` stands from the time that timers and `performance` follow. */
  clockSkewMs: number;
  /** Bytes of buffers made in the event under way. */
  allocatedBytes: number;

  emit(effect: ProcessEffect): void;
  send(connectionId: string, bytes: Uint8Array, tag?: DataTag, source?: EffectSource): void;
  /** Virtual microseconds since the run began. Reading it very often moves it on. */
  nowUs(): number;
  nextTick(callback: (...values: never[]) => unknown, ...values: unknown[]): void;
  nextId(): number;
  /** Counts what keeps the process alive: listeners, connections. Timers count for themselves. */
  retain(): void;
  release(): void;
  /** The learner's line that is running now; undefined when none is on the stack. */
  position(): EffectSource | undefined;
  write(stream: LogStream, text: string): void;
  /** A mark of the program's own on the timeline. */
  note(text: string): void;
  /** Ends the process as Node does for an error that nothing caught, unless a handler takes it. */
  uncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void;
  /** @param signal What nothing in the program handled; then the code is the signal's. */
  exit(code: number | undefined, signal?: ProcessSignal): never;
  /** A stack with the learner's own lines and columns, and without the engine's frames. */
  learnerStack(stack: string): string;
  /** Lets the result of a native promise in when all else is quiet, in the order of the calls. */
  gate<T>(promise: Promise<T>): Promise<T>;
}

/** 2026-01-01T00:00:00Z: the virtual wall clock at the start of every run. */
export const epochMs = Date.UTC(2026, 0, 1);

/** What `Date.now()` says in a process. Counts as reading the time. */
export const wallClockMs = (process: ProcessContext): number =>
  epochMs + Math.floor(process.nowUs() / 1000) + process.clockSkewMs;

let current: ProcessContext | undefined;

/** The process whose event is worked off now; undefined between events. */
export const processOrNone = (): ProcessContext | undefined => current;

export const currentProcess = (): ProcessContext => {
  if (!current) throw new Error('No simulated process is running');
  return current;
};

export const enterProcess = (process: ProcessContext | undefined): void => {
  clearContext();
  current = process;
};

/** A value of the current process that is made on first use. */
export const singleton = <T>(name: string, make: (process: ProcessContext) => T): T => {
  const process = currentProcess();
  const known = process.singletons.get(name);
  if (known !== undefined) return known as T;
  const made = make(process);
  process.singletons.set(name, made);
  return made;
};
