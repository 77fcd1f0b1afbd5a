/**
 * A process that this one has started. Runs inside one process.
 * @module
 */
import type { Readable, Writable } from 'node:stream';
import type { ChildLaunch, PipeChannel, ProcessSignal } from '#bench/kernel/protocol.ts';
import { rememberContext } from '../async-context.ts';
import { coded, systemError } from '../errors.ts';
import { EventEmitter } from '../events.ts';
import type { ProcessContext } from '../process-context.ts';
import { streamModule } from '../stream/stream.ts';
import { MessagePipe } from './message-pipe.ts';
import type { ChildEnd } from './process-family.ts';
import { readSignal } from './signals.ts';

export interface ChildStart {
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly launch: ChildLaunch;
  readonly spawnfile: string;
  readonly spawnargs: readonly string[];
  /** Which of the three streams the parent holds. */
  readonly pipes: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
}

const nothingToRead = () => undefined;

export class ChildProcess extends EventEmitter implements ChildEnd {
  pid: number | undefined;
  exitCode: number | null = null;
  signalCode: string | null = null;
  killed = false;
  spawnfile = '';
  spawnargs: readonly string[] = [];
  stdin: Writable | null = null;
  stdout: Readable | null = null;
  stderr: Readable | null = null;
  stdio: readonly (Readable | Writable | null)[] = [];
  connected = false;
  channel: object | null | undefined;
  send: MessagePipe['send'] | undefined;
  disconnect: (() => void) | undefined;
  #process: ProcessContext | undefined;
  #messages: MessagePipe | undefined;
  #isRetaining = false;
  #hasEnded = false;
  #openOutputs = 0;

  /** For the module alone. */
  begin(process: ProcessContext, pid: number, start: ChildStart): void {
    this.#process = process;
    this.pid = pid;
    this.spawnfile = start.spawnfile;
    this.spawnargs = start.spawnargs;
    rememberContext(this);
    process.family.add(pid, this);
    this.ref();
    const { pipes, launch, entry, env } = start;
    if (pipes.stdin) this.stdin = this.#input(process, pid);
    if (pipes.stdout) this.stdout = this.#output();
    if (pipes.stderr) this.stderr = this.#output();
    this.stdio = [this.stdin, this.stdout, this.stderr];
    if (launch.hasChannel) this.#openChannel(process, pid);
    const source = process.position();
    process.emit({ kind: 'spawn', pid, entry, env, launch, ...(source && { source }) });
    process.nextTick(() => this.emit('spawn'));
  }

  kill(given?: unknown): boolean {
    const signal = readSignal(given);
    if (this.#hasEnded || !this.#process || this.pid === undefined) return false;
    this.killed = true;
    if (signal !== 0) sendSignal(this.#process, this.pid, signal);
    return true;
  }

  ref(): void {
    if (this.#isRetaining || this.#hasEnded) return;
    this.#isRetaining = true;
    this.#process?.retain();
  }

  unref(): void {
    if (!this.#isRetaining) return;
    this.#isRetaining = false;
    this.#process?.release();
  }

  [Symbol.dispose](): void {
    if (!this.killed) this.kill();
  }

  onPiped(channel: PipeChannel, bytes: Uint8Array): void {
    if (channel === 'ipc') this.#messages?.received(bytes);
    else if (channel === 'stdout') this.stdout?.push(bytes);
    else if (channel === 'stderr') this.stderr?.push(bytes);
  }

  onPipeEnded(channel: PipeChannel): void {
    if (channel === 'ipc') this.#messages?.closed();
  }

  onExited(exitCode: number | null, signal: string | null): void {
    this.#end();
    this.exitCode = exitCode;
    this.signalCode = signal;
    this.stdin?.destroy();
    this.#messages?.closed();
    this.emit('exit', exitCode, signal);
    for (const output of [this.stdout, this.stderr]) {
      output?.push(null);
      // What nobody reads goes by, so that 'close' comes.
      if (output?.readableFlowing === null) output.resume();
    }
    if (this.#openOutputs === 0) this.#process?.nextTick(() => this.emit('close', exitCode, signal));
  }

  onFailed(code: 'EAGAIN'): void {
    this.#end();
    this.#messages?.closed();
    this.emit('error', systemError(`spawn ${this.spawnfile}`, code, '', { path: this.spawnfile }));
  }

  #end(): void {
    this.unref();
    this.#hasEnded = true;
  }

  #openChannel(process: ProcessContext, pid: number): void {
    process.retain();
    const messages = new MessagePipe(process, this, { pid, as: process.pid }, () => {
      process.release();
      this.connected = false;
      this.channel = null;
    });
    this.#messages = messages;
    this.connected = true;
    this.channel = { ref: nothingToRead, unref: nothingToRead };
    this.send = (...values) => messages.send(...values);
    this.disconnect = () => messages.disconnect();
    this.on('newListener', (name) => {
      if (name === 'message') process.nextTick(() => messages.tellWaiting());
    });
  }

  #input(process: ProcessContext, pid: number): Writable {
    const to = { pid, as: process.pid, channel: 'stdin' } as const;
    return new streamModule.Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        if (this.#hasEnded) return done(systemError('write', 'EPIPE', ''));
        process.emit({ kind: 'pipe', ...to, bytes: chunk.slice() });
        done();
      },
      final(done) {
        process.emit({ kind: 'pipe-end', ...to });
        done();
      },
    });
  }

  #output(): Readable {
    this.#openOutputs += 1;
    const output = new streamModule.Readable({ read: nothingToRead });
    output.once('close', () => {
      this.#openOutputs -= 1;
      if (this.#openOutputs === 0 && this.#hasEnded) this.emit('close', this.exitCode, this.signalCode);
    });
    return output;
  }
}

/** In the name of the line that asks for it. */
export const sendSignal = (process: ProcessContext, pid: number, signal: ProcessSignal | 'SIGKILL'): void => {
  const source = process.position();
  process.emit({ kind: 'kill', pid, signal, ...(source && { source }) });
};

/** A process has had more children than it may. */
export const tooManyChildren = (): Error =>
  coded(new Error('spawn EAGAIN'), 'EAGAIN', { errno: -11, syscall: 'spawn' });
