/**
 * Calls, answers, events and notices over a MessagePort, in both directions: the one way in which page, frame and
 * Workers talk. Runs in the browser and in Node.
 * @module
 */

/** What a MessagePort of the browser and one of Node have in common. */
export interface PeerPort {
  postMessage(message: unknown, transfer?: readonly MessagePort[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close?(): void;
}

/** `input` is what the caller gave; `emit` sends an event to the caller before the answer. */
export type PeerHandler = (input: never, emit: (event: unknown) => void) => unknown;

type PeerMessage =
  | { readonly kind: 'call'; readonly callId: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'notice'; readonly method: string; readonly input: unknown }
  | { readonly kind: 'event'; readonly callId: number; readonly event: unknown }
  | { readonly kind: 'value'; readonly callId: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly callId: number; readonly failure: object };

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onEvent: ((event: never) => void) | undefined;
}

/** The fields of an error that survive the journey. */
const ERROR_FIELDS = ['name', 'message', 'stack', 'code', 'hint', 'curlCode'] as const;

/**
 * One end of a conversation.
 *
 * @example
 * const peer = new PortPeer(port, { double: (value: number) => value * 2 });
 * await peer.call('double', 21); // 42, when the other end has the same handler
 */
export class PortPeer {
  readonly #port: PeerPort;
  readonly #handlers: Readonly<Record<string, PeerHandler>>;
  readonly #pending = new Map<number, PendingCall>();
  #nextCallId = 1;
  #closedBecause: Error | undefined;

  constructor(port: PeerPort, handlers: Readonly<Record<string, PeerHandler>>) {
    this.#port = port;
    this.#handlers = handlers;
    port.onmessage = (event: MessageEvent<PeerMessage>) => this.#receive(event.data);
  }

  /** Calls a handler of the other end. Rejects with its error, or when the conversation is closed. */
  call<Value>(method: string, input?: unknown, onEvent?: (event: never) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#closedBecause) {
        reject(this.#closedBecause);
        return;
      }
      const callId = this.#nextCallId;
      this.#nextCallId += 1;
      this.#pending.set(callId, { resolve: resolve as (value: unknown) => void, reject, onEvent });
      this.#post({ kind: 'call', callId, method, input });
    });
  }

  /** Tells the other end something that has no answer. */
  notify(method: string, input?: unknown, transfer?: readonly MessagePort[]): void {
    if (!this.#closedBecause) this.#post({ kind: 'notice', method, input }, transfer);
  }

  /** Ends the conversation; calls under way reject with `reason`. */
  close(reason: Error): void {
    if (this.#closedBecause) return;
    this.#closedBecause = reason;
    this.#port.onmessage = null;
    this.#port.close?.();
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #receive(message: PeerMessage): void {
    switch (message.kind) {
      case 'call':
        void this.#answer(message.callId, message.method, message.input);
        return;
      case 'notice':
        this.#handlers[message.method]?.(message.input as never, () => {});
        return;
      case 'event':
        this.#pending.get(message.callId)?.onEvent?.(message.event as never);
        return;
      case 'value':
        this.#take(message.callId)?.resolve(message.value);
        return;
      case 'failure':
        this.#take(message.callId)?.reject(Object.assign(new Error(), message.failure));
    }
  }

  async #answer(callId: number, method: string, input: unknown): Promise<void> {
    try {
      const handler = this.#handlers[method];
      if (!handler) throw new Error(`Cannot call "${method}": the other end does not know it`);
      const value = await handler(input as never, (event) => this.#post({ kind: 'event', callId, event }));
      this.#post({ kind: 'value', callId, value });
    } catch (error) {
      this.#post({ kind: 'failure', callId, failure: plainError(error) });
    }
  }

  #take(callId: number): PendingCall | undefined {
    const pending = this.#pending.get(callId);
    this.#pending.delete(callId);
    return pending;
  }

  #post(message: PeerMessage, transfer?: readonly MessagePort[]): void {
    if (!this.#closedBecause) this.#port.postMessage(message, transfer);
  }
}

function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const fields = ERROR_FIELDS.map((field) => [field, Reflect.get(error, field)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
