/**
 * One end of the channel that `fork` makes: messages as JSON, in their order. Runs inside one process.
 * @module
 */
import { coded } from '../errors.ts';
import type { ProcessContext } from '../process-context.ts';
import { refuse } from './child-command.ts';

/** What a channel tells of. */
interface Emitter {
  emit(name: string, ...values: unknown[]): boolean;
  listenerCount(name: string): number;
}

type Done = (error: Error | null) => void;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * @example
 * const pipe = new MessagePipe(process, child, { pid: 30001, as: 3 });
 * pipe.send({ order: 1 });
 */
export class MessagePipe {
  readonly #process: ProcessContext;
  readonly #owner: Emitter;
  readonly #other: { readonly pid: number; readonly as: number };
  readonly #onClosed: () => void;
  /** Came before anybody listened. */
  #waiting: unknown[] = [];
  isConnected = true;

  /** @param other The process at the other end, and the pid under which it knows this one or this one's child. */
  constructor(process: ProcessContext, owner: Emitter, other: { pid: number; as: number }, onClosed: () => void) {
    this.#process = process;
    this.#owner = owner;
    this.#other = other;
    this.#onClosed = onClosed;
  }

  send(...values: readonly unknown[]): boolean {
    const [message, handle] = values;
    const done = values.findLast((value) => typeof value === 'function') as Done | undefined;
    if (message === undefined)
      throw coded(new TypeError('The "message" argument must be specified'), 'ERR_MISSING_ARGS');
    if (typeof handle === 'object' && handle !== null)
      refuse('a socket or server beside a message', 'let each process listen on a port of its own');
    const text = JSON.stringify(message) as string | undefined;
    if (text === undefined) {
      const type = typeof message;
      throw coded(
        new TypeError(
          `The "message" argument must be one of type string, object, number, or boolean. Received ${type === 'function' ? `function ${(message as () => void).name}` : `type ${type} (${String(message)})`}`,
        ),
        'ERR_INVALID_ARG_TYPE',
      );
    }
    if (!this.isConnected) {
      this.#failed(coded(new Error('Channel closed'), 'ERR_IPC_CHANNEL_CLOSED'), done);
      return false;
    }
    this.#process.emit({ kind: 'pipe', ...this.#other, channel: 'ipc', bytes: encoder.encode(text) });
    if (done) this.#process.nextTick(() => done(null));
    return true;
  }

  disconnect(): void {
    if (!this.isConnected) {
      this.#owner.emit('error', coded(new Error('IPC channel is already disconnected'), 'ERR_IPC_DISCONNECTED'));
      return;
    }
    this.#process.emit({ kind: 'pipe-end', ...this.#other, channel: 'ipc' });
    this.closed();
  }

  received(bytes: Uint8Array): void {
    if (!this.isConnected) return;
    this.#waiting.push(JSON.parse(decoder.decode(bytes)));
    this.tellWaiting();
  }

  /** Messages wait for their first listener. */
  tellWaiting(): void {
    while (this.#waiting.length > 0 && this.#owner.listenerCount('message') > 0)
      this.#owner.emit('message', this.#waiting.shift(), undefined);
  }

  closed(): void {
    if (!this.isConnected) return;
    this.isConnected = false;
    this.#onClosed();
    this.#process.nextTick(() => this.#owner.emit('disconnect'));
  }

  #failed(error: Error, done: Done | undefined): void {
    this.#process.nextTick(() => (done ? done(error) : this.#owner.emit('error', error)));
  }
}
