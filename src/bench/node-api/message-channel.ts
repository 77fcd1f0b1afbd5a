/**
 * `MessageChannel` inside one process: messages are cloned at once and arrive as immediates, in order.
 * @module
 */
import { setImmediate } from './timers/timers.ts';

type Handler = (event: MessageEvent) => void;

class VirtualMessagePort extends EventTarget {
  onmessage: Handler | null = null;
  #other: VirtualMessagePort | undefined;
  #isOpen = true;

  static join(one: VirtualMessagePort, other: VirtualMessagePort): void {
    one.#other = other;
    other.#other = one;
  }

  postMessage(data: unknown, transfer: Transferable[] = []): void {
    const other = this.#other;
    const cloned: unknown = structuredClone(data, { transfer });
    setImmediate(() => {
      if (!other || !other.#isOpen) return;
      const event = new MessageEvent('message', { data: cloned });
      other.onmessage?.(event);
      other.dispatchEvent(event);
    });
  }

  close(): void {
    this.#isOpen = false;
  }

  start(): void {
    // Messages are never held back: every port is started.
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

export class MessageChannel {
  readonly port1 = new VirtualMessagePort();
  readonly port2 = new VirtualMessagePort();

  constructor() {
    VirtualMessagePort.join(this.port1, this.port2);
  }
}
