/**
 * What `exec` and `execFile` add to `spawn`: the output as a whole, and an error where the child failed.
 * @module
 */
import type { Readable } from 'node:stream';
import { abortError } from '../abort.ts';
import { Buffer } from '../buffer.ts';
import { coded } from '../errors.ts';
import { clearTimeout, setTimeout } from '../timers/timers.ts';
import type { ChildProcess } from './child-process.ts';

export interface Collect {
  /** `buffer` for bytes. Default `utf8`. */
  readonly encoding?: string | null;
  /** Bytes of each stream. Default 1 MiB. */
  readonly maxBuffer?: number;
  readonly timeout?: number;
  readonly killSignal?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** The command as the error shows it. Default: its words. */
  readonly shown?: string;
}

type Output = string | Buffer;
type Done = (error: Error | null, stdout: Output, stderr: Output) => void;
type Outcome = { readonly code: number | null; readonly signal: string | null };

const MAX_BUFFER = 1024 * 1024;
const promisify = Symbol.for('nodejs.util.promisify.custom');

export const collectOutput = (child: ChildProcess, options: Collect, done: Done | undefined): ChildProcess => {
  const { encoding = 'utf8', maxBuffer = MAX_BUFFER, timeout = 0, killSignal = 'SIGTERM', signal } = options;
  const command = options.shown ?? child.spawnargs.join(' ');
  let failure: Error | undefined;
  let isOver = false;
  const stop = (error?: Error) => {
    failure ??= error;
    child.kill(killSignal);
  };
  const readers = (['stdout', 'stderr'] as const).map((name) =>
    gather(child[name], maxBuffer, () =>
      stop(coded(new RangeError(`${name} maxBuffer length exceeded`), 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')),
    ),
  );
  const shown = (): readonly [Output, Output] => {
    const [stdout = Buffer.alloc(0), stderr = Buffer.alloc(0)] = readers.map((bytes) => bytes());
    const isText = encoding !== null && encoding !== 'buffer' && Buffer.isEncoding(encoding);
    return isText ? [stdout.toString(encoding), stderr.toString(encoding)] : [stdout, stderr];
  };
  const timer = timeout > 0 ? setTimeout(() => stop(), timeout) : undefined;
  const abort = () => finish(undefined, abortError(signal));
  const finish = (outcome: Outcome | undefined, error: Error | undefined) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    const output = shown();
    const told = error ?? (outcome && failedError(command, String(output[1]), child, outcome));
    done?.(told ? Object.assign(told, { cmd: command }) : null, ...output);
    if (!outcome && error) child.kill(killSignal);
  };
  signal?.addEventListener('abort', abort, { once: true });
  child.on('error', (error: Error) => finish(undefined, error));
  child.on('close', (code: number | null, name: string | null) => finish({ code, signal: name }, failure));
  return child;
};

const failedError = (
  command: string,
  stderr: string,
  { killed }: ChildProcess,
  { code, signal }: Outcome,
): Error | undefined =>
  code === 0 && signal === null
    ? undefined
    : Object.assign(new Error(`Command failed: ${command}\n${stderr}`), { code, killed, signal });

const gather = (stream: Readable | null, maxBytes: number, onFull: () => void): (() => Buffer) => {
  const parts: Buffer[] = [];
  let size = 0;
  stream?.on('data', (part: Buffer) => {
    const room = maxBytes - size;
    size += part.length;
    parts.push(part.length > room ? part.subarray(0, Math.max(room, 0)) : part);
    if (part.length > room) onFull();
  });
  return () => Buffer.concat(parts);
};

type Run = (command: unknown, ...values: readonly unknown[]) => ChildProcess;

/** Adds what `util.promisify` makes of it: a promise of both outputs. */
export const promisified = <T extends Run>(run: T): T =>
  Object.defineProperty(run, promisify, {
    value: (command: unknown, ...values: readonly unknown[]) => {
      let child: ChildProcess | undefined;
      const promise = new Promise((resolve, reject) => {
        const done: Done = (error, stdout, stderr) =>
          error ? reject(Object.assign(error, { stdout, stderr })) : resolve({ stdout, stderr });
        child = run(command, ...values, done);
      });
      return Object.assign(promise, { child });
    },
  });
