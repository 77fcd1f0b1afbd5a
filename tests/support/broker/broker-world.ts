/**
 * A broker with one queue of any kind, clients that do what a test draws, and what can be said of it all at any time.
 * @module
 */
import fc from 'fast-check';
import type { BrokerEvent } from '../../../labs/_broker/amqp/model/broker-event.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from './manual-clock.ts';
import { bodyOf, RecordingClient } from './recording-client.ts';

export type BrokerStep =
  | { readonly kind: 'publish'; readonly priority: number; readonly ttlMs: number | undefined }
  | { readonly kind: 'consume'; readonly prefetch: number; readonly noAck: boolean; readonly global: boolean }
  | { readonly kind: 'settle'; readonly who: number; readonly which: number; readonly how: number }
  | { readonly kind: 'cancel' | 'close' | 'congest' | 'drain'; readonly who: number }
  | { readonly kind: 'get' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'purge' };

const who = fc.nat(5);
export const brokerStep: fc.Arbitrary<BrokerStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      priority: fc.nat(3),
      ttlMs: fc.option(fc.nat(40), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('consume' as const),
      prefetch: fc.nat(3),
      noAck: fc.boolean(),
      global: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('settle' as const), who, which: fc.nat(9), how: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel' as const, 'close' as const, 'congest' as const, 'drain' as const),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'get' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'purge' as const }) },
);

export const queueArgs = fc.record(
  {
    'x-max-length': fc.integer({ min: 1, max: 6 }),
    'x-overflow': fc.constantFrom('drop-head', 'reject-publish', 'reject-publish-dlx'),
    'x-message-ttl': fc.integer({ min: 0, max: 60 }),
    'x-max-priority': fc.integer({ min: 0, max: 2 }),
    'x-single-active-consumer': fc.boolean(),
  },
  { requiredKeys: [] },
);

export class BrokerWorld {
  readonly clock = new ManualClock();
  readonly events: BrokerEvent[] = [];
  readonly vhost = new VirtualHost({ clock: this.clock, onEvent: (event) => this.events.push(event) });
  readonly publisher = new RecordingClient(this.vhost);
  clients: {
    readonly client: RecordingClient;
    readonly prefetch: number;
    readonly noAck: boolean;
    tag: string;
    settled: Set<number>;
  }[] = [];
  published = 0;

  constructor(args: Readonly<Record<string, string | number | boolean>>) {
    const { channel } = this.publisher;
    channel.queueDeclare({ queue: 'dead' });
    const dead = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };
    channel.queueDeclare({ queue: 'work', args: { ...dead, ...args } });
    channel.confirmSelect();
  }

  run(one: BrokerStep): void {
    if (one.kind === 'publish') {
      const expiration = one.ttlMs === undefined ? {} : { expiration: String(one.ttlMs) };
      const properties = { priority: one.priority, messageId: `m${++this.published}`, ...expiration };
      this.publisher.publish('work', `m${this.published}`, { properties });
    } else if (one.kind === 'consume') this.#consume(one);
    else if (one.kind === 'wait') this.clock.advance(one.ms);
    else if (one.kind === 'get') this.publisher.channel.get({ queue: 'work', noAck: true });
    else if (one.kind === 'purge') this.publisher.channel.queuePurge({ queue: 'work' });
    else this.#byClient(one);
  }

  #consume({ prefetch, noAck, global }: Extract<BrokerStep, { kind: 'consume' }>): void {
    const client = new RecordingClient(this.vhost);
    client.channel.qos({ prefetchCount: prefetch, global });
    const tag = client.consume('work', { noAck });
    this.clients.push({ client, prefetch, noAck, tag, settled: new Set() });
  }

  #byClient(one: Extract<BrokerStep, { who: number }>): void {
    const held = this.clients[one.who % Math.max(this.clients.length, 1)];
    if (!held) return;
    const { client, settled } = held;
    if (one.kind === 'settle') {
      const open = client.deliveries.filter(({ deliveryTag }) => !settled.has(deliveryTag) && !held.noAck);
      const tag = open[one.which % Math.max(open.length, 1)]?.deliveryTag;
      if (tag === undefined) return;
      settled.add(tag);
      if (one.how < 2) client.channel.ack({ deliveryTag: tag });
      else client.channel.reject({ deliveryTag: tag, requeue: one.how === 2 });
    } else if (one.kind === 'congest') client.isWritable = false;
    else if (one.kind === 'drain') {
      client.isWritable = true;
      client.channel.resume();
    } else if (one.kind === 'cancel') client.channel.cancel({ consumerTag: held.tag });
    else {
      client.connection.close();
      this.clients = this.clients.filter((other) => other !== held);
    }
  }

  /** Ends all clients and empties both queues. */
  closeAll(): void {
    for (const { client } of this.clients) client.connection.close();
    this.clients = [];
    for (const queue of ['work', 'dead']) this.publisher.channel.queuePurge({ queue });
  }

  /** Where each entry of the queue `work` is, from the events alone. */
  fates(): Map<number, string> {
    const fates = new Map<number, string>();
    for (const event of this.events) {
      if (!('entry' in event) || event.queue !== 'work') continue;
      const was = fates.get(event.entry);
      const allowed = NEXT[was ?? 'none'] ?? [];
      fates.set(event.entry, allowed.includes(event.kind) ? event.kind : `${was} then ${event.kind}`);
    }
    return fates;
  }

  /** How many entries have one of these fates. */
  countFates(...kinds: readonly BrokerEvent['kind'][]): number {
    return [...this.fates().values()].filter((fate) => kinds.some((kind) => kind === fate)).length;
  }

  /** Fates that contradict each other. */
  get doubleFates(): readonly string[] {
    return [...this.fates().values()].filter((fate) => fate.includes(' '));
  }

  get refusedCount(): number {
    return this.events.filter(({ kind }) => kind === 'refused').length;
  }

  /** What the last event of the queue says that there is in it. */
  get lastTold(): { readonly readyCount: number; readonly unackedCount: number } {
    const last = this.events.findLast((event) => 'entry' in event && event.queue === 'work');
    return last && 'entry' in last
      ? { readyCount: last.readyCount, unackedCount: last.unackedCount }
      : { readyCount: 0, unackedCount: 0 };
  }

  get work() {
    const work = this.vhost.snapshot().queues.find(({ name }) => name === 'work');
    if (!work) throw new Error('the queue "work" should be there');
    return work;
  }

  get consumersOverPrefetch(): number {
    return this.clients.filter((held) => held.prefetch > 0 && this.unackedOf(held) > held.prefetch).length;
  }

  /** Numbers of first deliveries, in their order, by priority. */
  get firstDeliveries(): readonly (readonly number[])[] {
    const priorities = new Map(
      this.clients.flatMap(({ client }) =>
        client.deliveries.map(({ message }) => [bodyOf(message), message.properties.priority ?? 0] as const),
      ),
    );
    const lanes: number[][] = [[], [], [], []];
    const names = new Map(
      this.events.flatMap((event) =>
        event.kind === 'published' ? [[event.publication, event.message.properties.messageId] as const] : [],
      ),
    );
    const messages = new Map(
      this.events.flatMap((event) =>
        event.kind === 'enqueued' ? [[event.entry, names.get(event.publication)] as const] : [],
      ),
    );
    for (const event of this.events) {
      if (event.kind !== 'delivered' || event.queue !== 'work' || event.redelivered) continue;
      lanes[priorities.get(messages.get(event.entry) ?? '') ?? -1]?.push(event.entry);
    }
    return lanes;
  }

  /** Messages wait although a consumer could take one. */
  get isIdle(): boolean {
    const { consumers, readyCount } = this.work;
    const mayTake = consumers.filter(({ isActive, consumerTag }) => {
      const held = this.clients.find(({ tag }) => tag === consumerTag);
      if (!isActive || held?.client.isWritable !== true) return false;
      return held.noAck || held.prefetch === 0 || this.unackedOf(held) < held.prefetch;
    });
    return readyCount > 0 && mayTake.length > 0;
  }

  unackedOf(held: BrokerWorld['clients'][number]): number {
    return held.noAck ? 0 : held.client.deliveries.length - held.settled.size;
  }
}

/** What may happen to an entry after what: anything else is two fates at once. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  none: ['enqueued'],
  enqueued: ['delivered', 'dropped', 'dead-lettered'],
  requeued: ['delivered', 'dropped', 'dead-lettered'],
  delivered: ['acked', 'requeued', 'dropped', 'dead-lettered'],
};
