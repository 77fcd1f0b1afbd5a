/**
 * The confirms that a channel owes its publisher: numbers in the order of publishing, sent together where they can be. Pure.
 * @module
 */
import type { ChannelSink } from './channel-sink.ts';

export class PublisherConfirms {
  readonly #sink: ChannelSink;
  #lastTag = 0;
  /** Ascending, because tags are. */
  readonly #unconfirmed = new Set<number>();
  #confirmed: number[] = [];
  #refused: number[] = [];

  constructor(sink: ChannelSink) {
    this.#sink = sink;
  }

  /** @returns the number of the next publish. */
  next(): number {
    const tag = ++this.#lastTag;
    this.#unconfirmed.add(tag);
    return tag;
  }

  /** The queues have it, durably where that was asked. Told at the next {@link PublisherConfirms.send}. */
  confirm(tag: number): void {
    if (this.#unconfirmed.delete(tag)) this.#confirmed.push(tag);
  }

  refuse(tag: number): void {
    if (this.#unconfirmed.delete(tag)) this.#refused.push(tag);
  }

  send(): void {
    const confirmed = this.#confirmed;
    const refused = this.#refused;
    if (confirmed.length === 0 && refused.length === 0) return;
    this.#confirmed = [];
    this.#refused = [];
    const [only] = confirmed;
    if (only !== undefined && confirmed.length === 1) this.#sink.confirmed(only, false);
    else this.#sendAll(confirmed, refused, (tag, multiple) => this.#sink.confirmed(tag, multiple));
    this.#sendAll(refused, confirmed, (tag, multiple) => this.#sink.refused(tag, multiple));
  }

  /** One answer for all that lie below everything that it does not hold for, and one each for the others. */
  #sendAll(tags: number[], others: readonly number[], send: (tag: number, multiple: boolean) => void): void {
    const [firstUnconfirmed = Infinity] = this.#unconfirmed;
    const cutoff = others.reduce((low, tag) => Math.min(low, tag), firstUnconfirmed);
    tags.sort((a, b) => a - b);
    const below = tags.filter((tag) => tag < cutoff);
    const last = below.at(-1);
    if (last !== undefined) send(last, true);
    for (const tag of tags.slice(below.length)) send(tag, false);
  }
}
