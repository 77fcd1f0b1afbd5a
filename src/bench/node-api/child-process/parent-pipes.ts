/**
 * What a process has from its parent: standard input, and the channel that `fork` makes. Runs inside one process.
 * @module
 */
import type { ProcessObject } from '../process-object.ts';
import { singleton, type ProcessContext } from '../process-context.ts';
import { Readable } from '../stream/stream.ts';
import { MessagePipe } from './message-pipe.ts';
import type { PipeEnd, ProcessFamily } from './process-family.ts';

/** The members of `process` that a process without a channel does not have. */
interface Channelled {
  send?: MessagePipe['send'];
  disconnect?: () => void;
  connected?: boolean;
  channel?: { ref(): void; unref(): void };
}

/** Keeps the process alive from the first read to the end, as Node does. */
class StandardInput extends Readable {
  readonly fd = 0;
  readonly isTTY = false;
  readonly #process: ProcessContext;
  #isRetaining = false;
  #hasEnded = false;

  constructor(process: ProcessContext) {
    super({});
    this.#process = process;
    this.on('pause', () => this.#retain(false));
    this.on('resume', () => this.#retain(true));
  }

  override _read(): void {
    this.#retain(true);
  }

  receive(bytes: Uint8Array): void {
    if (!this.#hasEnded) this.push(bytes);
  }

  finish(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#retain(false);
    this.push(null);
  }

  #retain(isWanted: boolean): void {
    const isRetaining = isWanted && !this.#hasEnded;
    if (isRetaining === this.#isRetaining) return;
    this.#isRetaining = isRetaining;
    if (isRetaining) this.#process.retain();
    else this.#process.release();
  }
}

/** Undefined for a process that the bench started: a service has no terminal. */
export const standardInput = (): StandardInput =>
  singleton('stdin', (process) => {
    const input = new StandardInput(process);
    if (process.family.launch?.stdin !== 'pipe') input.finish();
    return input;
  });

/** Adds `send`, `disconnect`, `connected` and `channel` to the `process` of a process that was forked. */
export const addChannel = (process: ProcessContext, to: ProcessObject & Channelled): MessagePipe | undefined => {
  const { launch } = process.family;
  if (!launch?.hasChannel) return undefined;
  let listening = 0;
  const retain = (count: number) => {
    if (pipe.isConnected && listening === 0 && count > 0) process.retain();
    if (pipe.isConnected && listening > 0 && count === 0) process.release();
    listening = count;
  };
  const pipe: MessagePipe = new MessagePipe(process, to, { pid: launch.parentPid, as: process.pid }, () => {
    if (listening > 0) process.release();
    to.connected = false;
  });
  const isWatched = (name: string | symbol) => name === 'message' || name === 'disconnect';
  to.on('newListener', (name: string | symbol) => {
    if (!isWatched(name)) return;
    retain(listening + 1);
    process.nextTick(() => pipe.tellWaiting());
  });
  to.on('removeListener', (name: string | symbol) => {
    if (isWatched(name)) retain(Math.max(listening - 1, 0));
  });
  to.connected = true;
  to.channel = { ref: () => undefined, unref: () => undefined };
  to.send = (...values) => pipe.send(...values);
  to.disconnect = () => pipe.disconnect();
  return pipe;
};

/** How what the parent sends reaches the program. */
export const parentPipes = (family: ProcessFamily): PipeEnd => ({
  onPiped(channel, bytes) {
    if (channel === 'ipc') family.channel?.received(bytes);
    else standardInput().receive(bytes);
  },
  onPipeEnded(channel) {
    if (channel === 'ipc') family.channel?.closed();
    else standardInput().finish();
  },
});
