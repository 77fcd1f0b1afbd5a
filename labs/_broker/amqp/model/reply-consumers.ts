/**
 * Direct reply-to: a consumer of `amq.rabbitmq.reply-to` gets what is published to the name that its requests carry. There is
 * no queue, so a reply to somebody who left is dropped. Pure.
 * @module
 */
import type { Message } from './message.ts';

export const REPLY_QUEUE = 'amq.rabbitmq.reply-to';
const PREFIX = `${REPLY_QUEUE}.`;

export class ReplyConsumers {
  readonly #newToken: () => string;
  readonly #deliver = new Map<string, (message: Message) => void>();

  /** @param newToken Makes the part of the name that nobody can guess. */
  constructor(newToken: () => string) {
    this.#newToken = newToken;
  }

  /** @returns the name to reply to. */
  add(deliver: (message: Message) => void): string {
    const name = PREFIX + this.#newToken();
    this.#deliver.set(name, deliver);
    return name;
  }

  remove(name: string): void {
    this.#deliver.delete(name);
  }

  has(name: string): boolean {
    return this.#deliver.has(name);
  }

  /** @returns whether the key is the name of such a consumer, of one that left included. */
  static isReplyKey(routingKey: string): boolean {
    return routingKey.startsWith(PREFIX);
  }

  deliver(routingKey: string, message: Message): void {
    this.#deliver.get(routingKey)?.(message);
  }
}
