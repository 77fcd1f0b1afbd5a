/**
 * One exchange and the bindings that leave it: which destinations a message has. Pure.
 * @module
 */
import { canonicalValue } from './canonical-value.ts';
import { headersMatch } from './headers-match.ts';
import type { FieldTable } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import { topicMatches, topicWords } from './topic-matches.ts';

export type ExchangeType = 'direct' | 'fanout' | 'topic' | 'headers';
export type Destination = MessageQueue | Exchange;

export interface ExchangeOptions {
  readonly name: string;
  readonly type: ExchangeType;
  readonly isDurable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly args: FieldTable;
}

export interface Binding {
  readonly destination: Destination;
  readonly routingKey: string;
  readonly args: FieldTable;
  readonly words: readonly string[];
}

export class Exchange {
  readonly name: string;
  readonly type: ExchangeType;
  readonly isDurable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly args: FieldTable;
  readonly #bindings = new Map<string, Binding>();
  readonly #byKey = new Map<string, Set<Binding>>();

  constructor(options: ExchangeOptions) {
    this.name = options.name;
    this.type = options.type;
    this.isDurable = options.isDurable;
    this.autoDelete = options.autoDelete;
    this.internal = options.internal;
    this.args = options.args;
  }

  /** Where messages go that no binding takes. */
  get alternate(): string | undefined {
    const name = this.args['alternate-exchange'];
    return typeof name === 'string' ? name : undefined;
  }

  get bindings(): Iterable<Binding> {
    return this.#bindings.values();
  }

  get bindingCount(): number {
    return this.#bindings.size;
  }

  /** @returns false when there was the very same already. */
  bind(destination: Destination, routingKey: string, args: FieldTable): boolean {
    const id = bindingId(destination, routingKey, args);
    if (this.#bindings.has(id)) return false;
    const binding = { destination, routingKey, args, words: this.type === 'topic' ? topicWords(routingKey) : [] };
    this.#bindings.set(id, binding);
    const same = this.#byKey.get(routingKey);
    if (same) same.add(binding);
    else this.#byKey.set(routingKey, new Set([binding]));
    return true;
  }

  /** @returns the binding that is gone, if there was such a one. */
  unbind(destination: Destination, routingKey: string, args: FieldTable): Binding | undefined {
    const id = bindingId(destination, routingKey, args);
    const binding = this.#bindings.get(id);
    if (!binding) return undefined;
    this.#bindings.delete(id);
    const same = this.#byKey.get(routingKey);
    same?.delete(binding);
    if (same?.size === 0) this.#byKey.delete(routingKey);
    return binding;
  }

  /** @returns the bindings that are gone. */
  unbindAll(destination: Destination): readonly Binding[] {
    const gone = [...this.#bindings.values()].filter((binding) => binding.destination === destination);
    for (const { routingKey, args } of gone) this.unbind(destination, routingKey, args);
    return gone;
  }

  /** Calls `found` for the destination of every binding that matches; for one with several matches, several times. */
  match(routingKeys: readonly string[], headers: FieldTable, found: (destination: Destination) => void): void {
    if (this.type === 'direct') {
      for (const key of routingKeys) for (const { destination } of this.#byKey.get(key) ?? []) found(destination);
      return;
    }
    const keys = this.type === 'topic' ? routingKeys.map(topicWords) : [];
    for (const binding of this.#bindings.values()) {
      const hits =
        this.type === 'fanout' ||
        (this.type === 'headers'
          ? headersMatch(binding.args, headers)
          : keys.some((words) => topicMatches(binding.words, words)));
      if (hits) found(binding.destination);
    }
  }
}

const bindingId = (destination: Destination, routingKey: string, args: FieldTable): string =>
  JSON.stringify([destination instanceof Exchange ? 'exchange' : 'queue', destination.name, routingKey]) +
  canonicalValue(args);
