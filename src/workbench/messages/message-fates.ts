/**
 * Follows the messages through the records of a broker. Pure.
 * @module
 */
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import type { CopyStep, MessageCopy, MessageFate } from './message-fate.ts';

type Draft<Value> = { -readonly [Key in keyof Value]: Value[Key] };
interface CopyDraft extends Omit<Draft<MessageCopy>, 'steps'> {
  readonly steps: CopyStep[];
}
interface FateDraft extends Omit<Draft<MessageFate>, 'copies' | 'refusedBy'> {
  readonly refusedBy: string[];
  readonly copies: CopyDraft[];
}
type OfEntry = Extract<BrokerRecord, { readonly entry: number }>;

const states: Readonly<Record<CopyStep['kind'], MessageCopy['state']>> = {
  enqueued: 'waiting',
  delivered: 'in-hand',
  requeued: 'waiting',
  acked: 'done',
  dropped: 'dropped',
  'dead-lettered': 'dead-lettered',
  recovered: 'waiting',
  lost: 'lost',
};
const ENDS: readonly MessageCopy['state'][] = ['done', 'dropped', 'dead-lettered', 'lost'];

/**
 * In the order of publishing.
 *
 * @param untilMs What happened later is left out.
 *
 * @example
 * messageFates(timeline.broker.records).filter(({ copies }) => copies.some(({ state }) => state === 'waiting'))
 */
export function messageFates(records: readonly BrokerRecord[], untilMs = Infinity): readonly MessageFate[] {
  const reader = new FateReader();
  for (const record of records) {
    if (record.atMs > untilMs) break;
    reader.read(record);
  }
  return reader.fates;
}

class FateReader {
  readonly fates: FateDraft[] = [];
  /** Of the process that each broker is now, by the number of the publication. */
  readonly #published = new Map<string, FateDraft>();
  /** Copies that are in a queue or in somebody's hands. */
  readonly #open = new Map<string, CopyDraft>();
  readonly #starts = new Map<string, number>();

  read(record: BrokerRecord): void {
    switch (record.kind) {
      case 'started':
        this.#starts.set(record.broker, (this.#starts.get(record.broker) ?? 0) + 1);
        return;
      case 'recovered':
        return this.#recover(record);
      case 'published':
        return this.#publish(record);
      case 'refused':
        this.#fate(record, record.publication).refusedBy.push(record.queue);
        return;
      case 'queue-deleted':
        return this.#deleteQueue(record);
      case 'enqueued':
      case 'delivered':
      case 'requeued':
      case 'acked':
      case 'dropped':
      case 'dead-lettered':
        return this.#step(record);
      default:
      // What is declared is no message.
    }
  }

  #publish(record: Extract<BrokerRecord, { kind: 'published' }>): void {
    const { peer, exchange, routingKey, messageId, contentType, persistent, headers, body, bodyBytes, returned } =
      record;
    const fate = this.#fate(record, record.publication);
    fate.operation = record.operation;
    fate.published = {
      peer,
      exchange,
      routingKey,
      messageId,
      contentType,
      isPersistent: persistent,
      headers,
      body,
      bodyBytes,
      isReturned: returned,
    };
  }

  #step(record: OfEntry): void {
    const key = copyKey(record.broker, record.queue, record.entry);
    const copy = this.#open.get(key) ?? this.#newCopy(record, key);
    const { kind, atMs } = record;
    const step: Draft<CopyStep> = { kind, atMs };
    if (record.kind === 'delivered') {
      step.peer = record.peer;
      step.isAgain = record.redelivered;
    }
    if ('reason' in record) step.reason = record.reason;
    if (record.kind === 'dead-lettered') step.goesOnAs = this.#id(record.broker, record.publication);
    addStep(copy, step);
    if (ENDS.includes(copy.state)) this.#open.delete(key);
  }

  #newCopy(record: OfEntry, key: string): CopyDraft {
    const copy: CopyDraft = { queue: record.queue, state: 'waiting', steps: [] };
    const fate =
      record.kind === 'enqueued'
        ? this.#fate(record, record.publication)
        : this.#newFate(record, `${key} at ${record.atMs}`);
    fate.copies.push(copy);
    this.#open.set(key, copy);
    return copy;
  }

  /** What the new process did not find on its disk ended with the old one. */
  #recover({ broker, queues, atMs }: Extract<BrokerRecord, { kind: 'recovered' }>): void {
    const found = new Set(
      queues.flatMap(({ queue, entries }) => entries.map((entry) => copyKey(broker, queue, entry))),
    );
    for (const [key, copy] of this.#open) {
      if (!key.startsWith(`${broker} `)) continue;
      addStep(copy, { kind: found.has(key) ? 'recovered' : 'lost', atMs });
      if (!found.has(key)) this.#open.delete(key);
    }
  }

  /** What somebody had in hand has nowhere to go back to. */
  #deleteQueue({ broker, queue, atMs }: Extract<BrokerRecord, { kind: 'queue-deleted' }>): void {
    for (const [key, copy] of this.#open) {
      if (copy.queue !== queue || !key.startsWith(`${broker} `)) continue;
      addStep(copy, { kind: 'dropped', atMs, reason: 'queue-deleted' });
      this.#open.delete(key);
    }
  }

  #fate(record: BrokerRecord, publication: number): FateDraft {
    const id = this.#id(record.broker, publication);
    const known = this.#published.get(id);
    if (known) return known;
    const fate = this.#newFate(record, id);
    this.#published.set(id, fate);
    return fate;
  }

  #newFate({ broker, atMs }: BrokerRecord, id: string): FateDraft {
    const fate: FateDraft = { id, broker, atMs, refusedBy: [], copies: [] };
    this.fates.push(fate);
    return fate;
  }

  /** Publications are counted anew by each process. */
  #id(broker: string, publication: number): string {
    return `${broker}-${this.#starts.get(broker) ?? 0}-${publication}`;
  }
}

const copyKey = (broker: string, queue: string, entry: number): string => `${broker} ${entry} ${queue}`;

function addStep(copy: CopyDraft, step: CopyStep): void {
  copy.steps.push(step);
  copy.state = states[step.kind];
}
