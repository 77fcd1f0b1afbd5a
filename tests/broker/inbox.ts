/**
 * What one consumer received, and a wait for more of it.
 * @module
 */
import { EventEmitter, once } from 'node:events';
import type { Channel, ConsumeMessage, Options } from 'amqplib';
import { within } from '#platform/within.ts';

const LIMIT_MS = 15_000;

export class Inbox {
  /** Everything delivered so far, in order. */
  readonly messages: ConsumeMessage[] = [];
  consumerTag = '';
  /** The broker ended this consumer (`basic.cancel`). */
  isCancelled = false;
  readonly #arrivals = new EventEmitter();
  readonly #queue: string;

  constructor(queue: string) {
    this.#queue = queue;
  }

  /** Starts a consumer. `onMessage` runs at each delivery, before anybody who waits is told. */
  static async open(
    channel: Channel,
    queue: string,
    options: Options.Consume = {},
    onMessage?: (message: ConsumeMessage) => void,
  ): Promise<Inbox> {
    const inbox = new Inbox(queue);
    const receive = (message: ConsumeMessage | null) => {
      if (message === null) inbox.isCancelled = true;
      else {
        inbox.messages.push(message);
        onMessage?.(message);
      }
      inbox.#arrivals.emit('arrival');
    };
    inbox.consumerTag = (await channel.consume(queue, receive, options)).consumerTag;
    return inbox;
  }

  /** Resolves when `count` messages in all have been delivered, with the first `count`. */
  async first(count: number): Promise<ConsumeMessage[]> {
    await this.#until(() => this.messages.length >= count, `${count} messages of "${this.#queue}"`);
    return this.messages.slice(0, count);
  }

  /** Resolves when the broker has ended this consumer. */
  cancelled(): Promise<void> {
    return this.#until(() => this.isCancelled, `the end of the consumer of "${this.#queue}"`);
  }

  async #until(isTrue: () => boolean, what: string): Promise<void> {
    const arrivals = async () => {
      while (!isTrue()) await once(this.#arrivals, 'arrival');
    };
    await within(LIMIT_MS, what, arrivals()).catch((error: Error) => {
      throw new Error(
        `${error.message}; ${this.messages.length} came: ${this.messages
          .map((m) => String(m.content))
          .join(', ')
          .slice(0, 200)}`,
      );
    });
  }
}
