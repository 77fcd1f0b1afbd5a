/**
 * The language between the kernel and a process: one event in, a list of effects out, both plain data that survives
 * structured cloning. The kernel hands over one event, waits until the process is idle again, applies the effects,
 * and only then moves virtual time. Pure types; shared by kernel, process and both transports.
 * @module
 */

/** A place in a learner's file. Lines and columns count from 1. */
export interface EffectSource {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type LogStream = 'stdout' | 'stderr';

/** What a chunk of bytes is about, told by the HTTP layer so that the timeline speaks of requests and not of bytes. */
export interface DataTag {
  readonly kind: 'request' | 'response';
  /** "POST /api/payments" or "201". */
  readonly label: string;
  /** First 400 characters of the body. */
  readonly preview?: string;
}

/** One change of a disk. Paths are absolute and normalized; `rename` takes what is inside a folder along. */
export type DiskChange =
  | { readonly op: 'write'; readonly path: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly op: 'truncate'; readonly path: string; readonly size: number }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'rename'; readonly path: string; readonly to: string }
  | { readonly op: 'create-folder'; readonly path: string }
  | { readonly op: 'remove-folder'; readonly path: string };

/** Signals that a process may handle. SIGKILL is none. */
export type ProcessSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGQUIT' | 'SIGUSR2';

/** What runs between a process and its child. `ipc` carries messages as JSON, one at a time. */
export type PipeChannel = 'stdin' | 'stdout' | 'stderr' | 'ipc';

/** Where a process prints: into the service's log, nowhere, or to the process `to`, which knows it as `as`. */
export type OutputTarget = 'log' | 'ignore' | { readonly to: number; readonly as: number };

/** What a process asks for when it starts another one. */
export interface ChildLaunch {
  /** Behind the entry in `process.argv`. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stdin: 'pipe' | 'ignore';
  readonly stdout: OutputTarget;
  readonly stderr: OutputTarget;
  readonly hasChannel: boolean;
}

/** Into a process. `atUs` is virtual time in whole microseconds since the run began. */
export type ProcessEvent =
  | { readonly kind: 'start'; readonly atUs: number }
  | { readonly kind: 'timer'; readonly atUs: number; readonly timerId: number }
  | { readonly kind: 'listening'; readonly atUs: number; readonly listenerId: number; readonly port: number }
  | {
      readonly kind: 'listen-failed';
      readonly atUs: number;
      readonly listenerId: number;
      readonly code: 'EADDRINUSE' | 'EACCES';
    }
  | {
      readonly kind: 'accepted';
      readonly atUs: number;
      readonly listenerId: number;
      readonly connectionId: string;
      readonly remoteHost: string;
      readonly remotePort: number;
    }
  | { readonly kind: 'connected'; readonly atUs: number; readonly connectionId: string; readonly localPort: number }
  | {
      readonly kind: 'connect-failed';
      readonly atUs: number;
      readonly connectionId: string;
      /** `EMFILE`: the process has too many connections open. */
      readonly code: 'ECONNREFUSED' | 'ENOTFOUND' | 'ETIMEDOUT' | 'EMFILE';
    }
  | { readonly kind: 'data'; readonly atUs: number; readonly connectionId: string; readonly bytes: Uint8Array }
  /** The other side has read so many bytes: as many more may be sent. */
  | { readonly kind: 'window'; readonly atUs: number; readonly connectionId: string; readonly byteCount: number }
  | { readonly kind: 'end'; readonly atUs: number; readonly connectionId: string }
  | { readonly kind: 'reset'; readonly atUs: number; readonly connectionId: string }
  | { readonly kind: 'signal'; readonly atUs: number; readonly signal: ProcessSignal }
  /** The wall clock (`Date` alone) now stands this far from virtual time. */
  | { readonly kind: 'clock'; readonly atUs: number; readonly skewMs: number }
  /** The disk was emptied while the process runs: nothing that it wrote is there any more. */
  | { readonly kind: 'disk-wiped'; readonly atUs: number }
  /** What other processes of the same machine have stored since the last event. */
  | { readonly kind: 'disk-changed'; readonly atUs: number; readonly changes: readonly DiskChange[] }
  /** From the child or the parent `pid`. */
  | {
      readonly kind: 'piped';
      readonly atUs: number;
      readonly pid: number;
      readonly channel: PipeChannel;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'pipe-ended'; readonly atUs: number; readonly pid: number; readonly channel: PipeChannel }
  | {
      readonly kind: 'child-exited';
      readonly atUs: number;
      readonly pid: number;
      /** Null when a signal ended it. */
      readonly exitCode: number | null;
      readonly signal: string | null;
    }
  /** The machine has too many processes. */
  | { readonly kind: 'spawn-failed'; readonly atUs: number; readonly pid: number; readonly code: 'EAGAIN' };

/** What nobody's effect causes, before its time is known. */
export type UncausedEvent =
  | { readonly kind: 'signal'; readonly signal: 'SIGTERM' | 'SIGINT' }
  | { readonly kind: 'clock'; readonly skewMs: number }
  | { readonly kind: 'disk-wiped' };

/** Out of a process. `connectionId` is made by the connecting side: `<pid>:<counter>`. Delays are relative, in microseconds. */
export type ProcessEffect =
  | { readonly kind: 'set-timer'; readonly timerId: number; readonly afterUs: number }
  | { readonly kind: 'clear-timer'; readonly timerId: number }
  | { readonly kind: 'listen'; readonly listenerId: number; readonly port: number }
  | { readonly kind: 'unlisten'; readonly listenerId: number }
  | {
      readonly kind: 'connect';
      readonly connectionId: string;
      readonly host: string;
      readonly port: number;
      /** Whole milliseconds until it fails with ETIMEDOUT, where the network would go on trying. */
      readonly giveUpAfterMs?: number;
      readonly source?: EffectSource;
    }
  | {
      readonly kind: 'data';
      readonly connectionId: string;
      readonly bytes: Uint8Array;
      readonly tag?: DataTag;
      readonly source?: EffectSource;
    }
  /** So many bytes were read since the last report; see `flow-window.ts`. */
  | { readonly kind: 'window'; readonly connectionId: string; readonly byteCount: number }
  | { readonly kind: 'end'; readonly connectionId: string }
  | { readonly kind: 'reset'; readonly connectionId: string }
  | {
      readonly kind: 'log';
      readonly stream: LogStream;
      readonly text: string;
      readonly droppedBytes?: number;
      readonly source?: EffectSource;
    }
  /** Durable together with every change since the last one that committed, at the change with `commits`. */
  | {
      readonly kind: 'disk';
      readonly change: DiskChange;
      readonly commits: boolean;
      readonly source?: EffectSource;
    }
  /** A store or file was opened, or was refused; `path` is absolute. */
  | {
      readonly kind: 'disk-access';
      readonly path: string;
      readonly mode: 'opened' | 'denied';
      readonly source?: EffectSource;
    }
  | { readonly kind: 'note'; readonly text: string; readonly source?: EffectSource }
  /** For the bench alone: no part of the run, so it counts neither as an effect nor for the hash. `record` is JSON. */
  | { readonly kind: 'told'; readonly channel: string; readonly record: string }
  /** Starts a process on the same machine. `pid` comes from `child-pid.ts`. */
  | {
      readonly kind: 'spawn';
      readonly pid: number;
      readonly entry: string;
      readonly env: Readonly<Record<string, string>>;
      readonly launch: ChildLaunch;
      readonly source?: EffectSource;
    }
  /** To a process of the same machine, which knows the sender as `as`. */
  | {
      readonly kind: 'pipe';
      readonly pid: number;
      readonly as: number;
      readonly channel: PipeChannel;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'pipe-end'; readonly pid: number; readonly as: number; readonly channel: PipeChannel }
  /** To a process of the same machine, itself included. */
  | {
      readonly kind: 'kill';
      readonly pid: number;
      readonly signal: ProcessSignal | 'SIGKILL';
      readonly source?: EffectSource;
    }
  | {
      readonly kind: 'exit';
      readonly code: number;
      /** The signal that ended it, because nothing in it handled the signal. */
      readonly signal?: ProcessSignal;
      readonly error?: ProcessError;
      /** The line that called `process.exit`; an error has a place of its own. */
      readonly source?: EffectSource;
    };

/** Why a process ended by an error: as Node would print it, plus the place in the learner's file. */
export interface ProcessError {
  readonly name: string;
  readonly message: string;
  /** Stack with the learner's own paths, frames of the engine left out. */
  readonly stack: string;
  readonly source?: EffectSource;
  /** `syntax`: the file did not parse; `link`: an import that cannot be met; `thrown`: the program threw. */
  readonly phase: 'syntax' | 'link' | 'thrown' | 'rejected';
}

/** Everything a process needs to begin. Files hold TypeScript or JavaScript as written. */
export interface ProcessSpec {
  readonly pid: number;
  readonly name: string;
  readonly seed: number;
  /** Entry and files by path relative to the program root, such as "payment-service/main.ts". */
  readonly entry: string;
  /** Modules that run before the entry, as `node --import` runs them. None when absent. */
  readonly imports?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Packages by import specifier, as `src/build/bundle-packages.ts` writes them. None when absent. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Effects name the line that caused them. Default true. Never changes a run. */
  readonly tellsPlaces?: boolean;
  /** Channels of `node:diagnostics_channel` on which the bench listens to it. None when absent. */
  readonly tells?: readonly string[];
  /** What its disk holds at the start: bytes by absolute path. The path of a folder ends in `/`. Empty when absent. */
  readonly disk?: Readonly<Record<string, Uint8Array>>;
  /** How far its wall clock stands from virtual time at the start. */
  readonly clockSkewMs?: number;
  /** For a process that another one has started. */
  readonly launch?: ProcessLaunch;
}

export interface ProcessLaunch extends ChildLaunch {
  readonly parentPid: number;
  /** The entry of the machine's first process; paths belong to it. */
  readonly homeEntry: string;
}
