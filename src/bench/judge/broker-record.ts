/**
 * What a broker tells the bench of the messages in it, record by record, and the parser of what it says. The program that tells it is
 * `labs/_broker/amqp/observe/`. Plain data. Pure.
 * @module
 */
import { parseJson } from '#platform/parse-json.ts';
import { type Check, type Guard, isCount, isFlag, listOf, objectOf, optional, textUpTo } from '#platform/shape.ts';

/** A message in a queue: `entry` is its number there, `readyCount` and `unackedCount` are the queue's after it. */
interface OfEntry {
  readonly queue: string;
  readonly entry: number;
  readonly readyCount: number;
  readonly unackedCount: number;
}

interface Binding {
  readonly exchange: string;
  readonly destinationKind: string;
  readonly destination: string;
  readonly routingKey: string;
}

interface DeclaredExchange {
  readonly exchange: string;
  readonly type: string;
  readonly durable: boolean;
}

interface Publication {
  /** Counts from 1 since the broker started. */
  readonly publication: number;
  readonly exchange: string;
  readonly routingKey: string;
  /** The process that published it; absent when a message died in a queue and goes on. */
  readonly peer?: string | undefined;
  readonly messageId?: string | undefined;
  readonly contentType?: string | undefined;
  readonly persistent: boolean;
  /** As JSON, its first 1,000 characters. */
  readonly headers?: string | undefined;
  /** Its first 1,000 characters; absent when it is no text. */
  readonly body?: string | undefined;
  readonly bodyBytes: number;
  /** Those that got a copy. */
  readonly queues: readonly string[];
  /** It was mandatory, and no queue took it. */
  readonly returned: boolean;
}

interface Facts {
  /** A new process: what was not durable is gone. */
  readonly started: object;
  /** What it found on its disk, once per start. */
  readonly recovered: {
    readonly exchanges: readonly DeclaredExchange[];
    readonly bindings: readonly Binding[];
    readonly queues: readonly {
      readonly queue: string;
      readonly durable: boolean;
      readonly entries: readonly number[];
    }[];
  };
  readonly published: Publication;
  readonly enqueued: OfEntry & { readonly publication: number };
  readonly delivered: OfEntry & {
    readonly consumerTag?: string | undefined;
    /** The process that got it. */
    readonly peer?: string | undefined;
    readonly redelivered: boolean;
  };
  readonly acked: OfEntry;
  readonly requeued: OfEntry;
  readonly dropped: OfEntry & { readonly reason: string };
  readonly 'dead-lettered': OfEntry & {
    readonly reason: string;
    readonly exchange: string;
    /** As which it goes on. */
    readonly publication: number;
  };
  /** A full queue said no. */
  readonly refused: { readonly queue: string; readonly publication: number };
  readonly 'queue-declared': { readonly queue: string; readonly durable: boolean };
  readonly 'queue-deleted': { readonly queue: string };
  readonly 'exchange-declared': DeclaredExchange;
  readonly 'exchange-deleted': { readonly exchange: string };
  readonly bound: Binding;
  readonly unbound: Binding;
  readonly 'consumer-added': Consumer;
  readonly 'consumer-removed': Consumer;
  readonly blocked: { readonly memoryBytes: number };
  readonly unblocked: { readonly memoryBytes: number };
  /** So much happened at once that not all of it was told. */
  readonly 'not-told': { readonly count: number };
}

interface Consumer {
  readonly queue: string;
  readonly consumerTag: string;
  readonly peer?: string | undefined;
}

export type BrokerFact = { [Kind in keyof Facts]: { readonly kind: Kind } & Facts[Kind] }[keyof Facts];

export type BrokerRecord = BrokerFact & {
  /** The broker's process. */
  readonly broker: string;
  /** Virtual milliseconds. */
  readonly atMs: number;
  /** The client's request that it belongs to, `r-31`. */
  readonly operation?: string | undefined;
};

const isText = textUpTo(2_000);
/** Nobody has more queues, or more messages left after a crash. */
const MOST = 1_000_000;

const entry = { queue: isText, entry: isCount, readyCount: isCount, unackedCount: isCount };
const binding = { exchange: isText, destinationKind: isText, destination: isText, routingKey: isText };
const exchange = { exchange: isText, type: isText, durable: isFlag };
const consumer = { queue: isText, consumerTag: isText, peer: optional(isText) };
const recoveredQueue = objectOf<Facts['recovered']['queues'][number]>({
  queue: isText,
  durable: isFlag,
  entries: listOf(isCount, MOST),
});

const guards: { readonly [Kind in keyof Facts]: Guard<Facts[Kind]> } = {
  started: objectOf<Facts['started']>({}),
  recovered: objectOf<Facts['recovered']>({
    exchanges: listOf(objectOf<DeclaredExchange>(exchange), MOST),
    bindings: listOf(objectOf<Binding>(binding), MOST),
    queues: listOf(recoveredQueue, MOST),
  }),
  published: objectOf<Publication>({
    publication: isCount,
    exchange: isText,
    routingKey: isText,
    peer: optional(isText),
    messageId: optional(isText),
    contentType: optional(isText),
    persistent: isFlag,
    headers: optional(isText),
    body: optional(isText),
    bodyBytes: isCount,
    queues: listOf(isText, MOST),
    returned: isFlag,
  }),
  enqueued: objectOf<Facts['enqueued']>({ ...entry, publication: isCount }),
  delivered: objectOf<Facts['delivered']>({
    ...entry,
    consumerTag: optional(isText),
    peer: optional(isText),
    redelivered: isFlag,
  }),
  acked: objectOf<OfEntry>(entry),
  requeued: objectOf<OfEntry>(entry),
  dropped: objectOf<Facts['dropped']>({ ...entry, reason: isText }),
  'dead-lettered': objectOf<Facts['dead-lettered']>({
    ...entry,
    reason: isText,
    exchange: isText,
    publication: isCount,
  }),
  refused: objectOf<Facts['refused']>({ queue: isText, publication: isCount }),
  'queue-declared': objectOf<Facts['queue-declared']>({ queue: isText, durable: isFlag }),
  'queue-deleted': objectOf<Facts['queue-deleted']>({ queue: isText }),
  'exchange-declared': objectOf<DeclaredExchange>(exchange),
  'exchange-deleted': objectOf<Facts['exchange-deleted']>({ exchange: isText }),
  bound: objectOf<Binding>(binding),
  unbound: objectOf<Binding>(binding),
  'consumer-added': objectOf<Consumer>(consumer),
  'consumer-removed': objectOf<Consumer>(consumer),
  blocked: objectOf<Facts['blocked']>({ memoryBytes: isCount }),
  unblocked: objectOf<Facts['unblocked']>({ memoryBytes: isCount }),
  'not-told': objectOf<Facts['not-told']>({ count: isCount }),
};

/**
 * @returns Undefined for what is no record.
 *
 * @example
 * parseBrokerFact('{"kind":"queue-deleted","queue":"mails"}') // { kind: 'queue-deleted', queue: 'mails' }
 */
export function parseBrokerFact(json: string): BrokerFact | undefined {
  const told = parseJson(json) as { readonly kind?: unknown } | null | undefined;
  const kind = told?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(guards, kind)) return undefined;
  const isFact: Check = guards[kind as keyof Facts];
  return isFact(told) ? (told as BrokerFact) : undefined;
}
