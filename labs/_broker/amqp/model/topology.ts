/**
 * The exchanges, queues and bindings of a virtual host: declared, compared, bound, deleted, and told to the journal where they
 * are durable. Pure.
 * @module
 */
import type { BindExchange, BindQueue, DeclareExchange, DeclareQueue } from './channel-methods.ts';
import { checkEquivalence } from './check-equivalence.ts';
import { type Binding, type Destination, Exchange, type ExchangeType } from './exchange.ts';
import { fieldTypeName } from './field-type-name.ts';
import { xMatchProblem } from './headers-match.ts';
import type { BindingRecord, RecoveredState } from './journal.ts';
import type { FieldTable } from './message.ts';
import { MessageQueue, type QueueOptions } from './message-queue.ts';
import { COMPARED_ARGUMENTS, readQueueArguments } from './queue-arguments.ts';
import type { QueueHost } from './queue-host.ts';
import { refusal } from './refusal.ts';

const TYPES: readonly ExchangeType[] = ['direct', 'fanout', 'topic', 'headers'];
const BUILT_IN: readonly (readonly [string, ExchangeType])[] = [
  ['', 'direct'],
  ['amq.direct', 'direct'],
  ['amq.fanout', 'fanout'],
  ['amq.headers', 'headers'],
  ['amq.match', 'headers'],
  ['amq.topic', 'topic'],
];

export class Topology {
  readonly exchanges = new Map<string, Exchange>();
  readonly queues = new Map<string, MessageQueue>();
  readonly #host: QueueHost;
  readonly #newName: () => string;
  #lastQueueId = 0;

  /** @param newName Makes the part of a server-given name that nobody can guess. */
  constructor(host: QueueHost, newName: () => string) {
    this.#host = host;
    this.#newName = newName;
    for (const [name, type] of BUILT_IN)
      this.exchanges.set(
        name,
        new Exchange({ name, type, isDurable: true, autoDelete: false, internal: false, args: {} }),
      );
  }

  /** Puts back what was durable: exchanges, queues, then what lies between them. */
  recover(state: RecoveredState): void {
    this.#lastQueueId = state.lastQueueId;
    for (const { type, ...record } of state.exchanges)
      this.exchanges.set(record.name, new Exchange({ ...record, type: type as ExchangeType, isDurable: true }));
    for (const { id, name, autoDelete, args } of state.queues)
      this.#add({ id, name, autoDelete, args, isDurable: true, owner: undefined });
    for (const { source, destinationKind, destination, routingKey, args } of state.bindings) {
      const to = destinationKind === 'queue' ? this.queues.get(destination) : this.exchanges.get(destination);
      if (to) this.exchanges.get(source)?.bind(to, routingKey, args);
    }
  }

  /** @throws AmqpError 404 */
  exchange(name: string): Exchange {
    const exchange = this.exchanges.get(name);
    if (!exchange) throw refusal.notFound('exchange', name);
    return exchange;
  }

  /** @throws AmqpError 404; 405 when it is another connection's own. */
  queueFor(name: string, owner: object): MessageQueue {
    const queue = this.queues.get(name);
    if (!queue) throw refusal.notFound('queue', name);
    if (queue.owner !== undefined && queue.owner !== owner) throw refusal.locked(name);
    return queue;
  }

  declareExchange(asked: DeclareExchange): void {
    const name = plain(asked.exchange);
    const type = asked.type as ExchangeType;
    if (asked.passive !== true && !TYPES.includes(type)) throw refusal.unknownExchangeType(asked.type);
    if (name === '') throw refusal.defaultExchange();
    if (asked.passive === true) {
      this.exchange(name);
      return;
    }
    const { durable = false, autoDelete = false, internal = false, args = {} } = asked;
    const current = this.exchanges.get(name);
    if (current) {
      const was = { type: current.type, durable: current.isDurable, auto_delete: current.autoDelete };
      checkEquivalence(
        'exchange',
        name,
        { fields: { ...was, internal: current.internal }, args: current.args },
        { fields: { type, durable, auto_delete: autoDelete, internal }, args },
        ['alternate-exchange'],
      );
      return;
    }
    checkNewName('exchange', name);
    checkNameArg('exchange', name, args, 'alternate-exchange');
    this.exchanges.set(name, new Exchange({ name, type, isDurable: durable, autoDelete, internal, args }));
    if (durable) {
      this.#host.ledger.append({ kind: 'exchange-declared', exchange: { name, type, autoDelete, internal, args } });
    }
    this.#host.onEvent?.({
      kind: 'exchange-declared',
      atMs: this.#host.clock.nowMs(),
      exchange: name,
      type,
      durable,
    });
  }

  deleteExchange(asked: string, ifUnused: boolean): void {
    const name = plain(asked);
    if (name === '') throw refusal.defaultExchange();
    if (name.startsWith('amq.')) throw refusal.systemExchange(name);
    const exchange = this.exchanges.get(name);
    if (!exchange) return;
    if (ifUnused && exchange.bindingCount > 0) throw refusal.inUse('exchange', name);
    this.#removeExchange(exchange);
  }

  #removeExchange(exchange: Exchange): void {
    this.exchanges.delete(exchange.name);
    // The journal forgets bindings with either of their ends.
    if (exchange.isDurable) this.#host.ledger.append({ kind: 'exchange-deleted', name: exchange.name });
    this.#host.onEvent?.({ kind: 'exchange-deleted', atMs: this.#host.clock.nowMs(), exchange: exchange.name });
    this.#unbindAll(exchange);
  }

  #unbindAll(destination: Destination): void {
    for (const source of this.exchanges.values()) if (source.unbindAll(destination).length > 0) this.#endUnused(source);
  }

  #endUnused(source: Exchange): void {
    if (source.autoDelete && source.bindingCount === 0 && this.exchanges.get(source.name) === source)
      this.#removeExchange(source);
  }

  bindQueue(asked: BindQueue, owner: object): void {
    const [source, queue] = this.#ends(asked.exchange, asked.queue, this.queues, 'queue');
    this.#bind(source, queue, asked.routingKey, asked.args ?? {}, () => this.queueFor(queue.name, owner));
  }

  bindExchange(asked: BindExchange): void {
    if (plain(asked.destination) === '') throw refusal.defaultExchange();
    const [source, exchange] = this.#ends(asked.source, asked.destination, this.exchanges, 'exchange');
    this.#bind(source, exchange, asked.routingKey, asked.args ?? {}, () => undefined);
  }

  #ends<End extends Destination>(from: string, to: string, ends: Map<string, End>, kind: 'queue' | 'exchange') {
    if (plain(from) === '') throw refusal.defaultExchange();
    const source = this.exchange(plain(from));
    const end = ends.get(plain(to));
    if (!end) throw refusal.notFound(kind, plain(to));
    return [source, end] as const;
  }

  #bind(source: Exchange, to: Destination, routingKey: string, args: FieldTable, checkAccess: () => unknown): void {
    const problem = source.type === 'headers' ? xMatchProblem(args, fieldTypeName) : undefined;
    if (problem !== undefined) throw refusal.precondition(problem);
    checkAccess();
    if (!source.bind(to, routingKey, args)) return;
    this.#tellBinding('bound', source, to, routingKey);
    if (source.isDurable && to.isDurable)
      this.#host.ledger.append({ kind: 'bound', binding: record(source, { destination: to, routingKey, args }) });
  }

  /** What is not bound, or is not there, needs no unbinding. */
  unbindQueue(asked: BindQueue, owner: object): void {
    if (plain(asked.exchange) === '') throw refusal.defaultExchange();
    const queue = this.queues.get(plain(asked.queue));
    if (queue) this.#unbind(plain(asked.exchange), queue, asked, () => this.queueFor(queue.name, owner));
  }

  unbindExchange(asked: BindExchange): void {
    if (plain(asked.destination) === '' || plain(asked.source) === '') throw refusal.defaultExchange();
    const destination = this.exchanges.get(plain(asked.destination));
    if (destination) this.#unbind(plain(asked.source), destination, asked, () => undefined);
  }

  #unbind(
    sourceName: string,
    destination: Destination,
    { routingKey, args = {} }: { readonly routingKey: string; readonly args?: FieldTable },
    checkAccess: () => unknown,
  ): void {
    const source = this.exchanges.get(sourceName);
    if (!source) return;
    checkAccess();
    const binding = source.unbind(destination, routingKey, args);
    if (!binding) return;
    this.#tellBinding('unbound', source, destination, routingKey);
    if (source.isDurable && destination.isDurable)
      this.#host.ledger.append({ kind: 'unbound', binding: record(source, binding) });
    this.#endUnused(source);
  }

  #tellBinding(kind: 'bound' | 'unbound', source: Exchange, to: Destination, routingKey: string): void {
    this.#host.onEvent?.({
      kind,
      atMs: this.#host.clock.nowMs(),
      exchange: source.name,
      destinationKind: to instanceof Exchange ? 'exchange' : 'queue',
      destination: to.name,
      routingKey,
    });
  }

  declareQueue(asked: DeclareQueue, owner: object): MessageQueue {
    const askedName = plain(asked.queue);
    if (asked.passive === true) {
      const queue = this.queueFor(askedName, owner);
      queue.touch();
      return queue;
    }
    const { exclusive = false, autoDelete = false, args = {} } = asked;
    const isDurable = asked.durable === true && !exclusive;
    const name = askedName === '' ? `amq.gen-${this.#newName()}` : askedName;
    const current = this.queues.get(name);
    if (current) {
      if (current.owner !== (exclusive ? owner : undefined)) throw refusal.locked(name);
      checkEquivalence(
        'queue',
        name,
        { fields: { durable: current.isDurable, auto_delete: current.autoDelete }, args: current.args },
        { fields: { durable: isDurable, auto_delete: autoDelete }, args },
        COMPARED_ARGUMENTS,
      );
      current.touch();
      return current;
    }
    if (askedName !== '') checkNewName('queue', name);
    checkNameArg('queue', name, args, 'x-dead-letter-exchange');
    // Before a number is given: it throws.
    readQueueArguments(name, args);
    const id = ++this.#lastQueueId;
    const queue = this.#add({ id, name, autoDelete, args, isDurable, owner: exclusive ? owner : undefined });
    if (isDurable) this.#host.ledger.append({ kind: 'queue-declared', queue: { id, name, autoDelete, args } });
    this.#host.onEvent?.({
      kind: 'queue-declared',
      atMs: this.#host.clock.nowMs(),
      queue: name,
      durable: isDurable,
    });
    return queue;
  }

  #add(options: Omit<QueueOptions, 'settings'>): MessageQueue {
    const settings = readQueueArguments(options.name, options.args);
    const queue = new MessageQueue({ ...options, settings }, this.#host);
    this.queues.set(queue.name, queue);
    return queue;
  }

  /** @returns how many ready messages went with it. */
  removeQueue(queue: MessageQueue): number {
    if (queue.isGone) return 0;
    this.queues.delete(queue.name);
    if (queue.isDurable) this.#host.ledger.append({ kind: 'queue-deleted', id: queue.id });
    this.#unbindAll(queue);
    const count = queue.close();
    this.#host.onEvent?.({ kind: 'queue-deleted', atMs: this.#host.clock.nowMs(), queue: queue.name });
    return count;
  }
}

/** RabbitMQ takes line ends out of names. */
const plain = (name: string): string => name.replace(/[\r\n]/g, '');

function checkNewName(kind: 'queue' | 'exchange', name: string): void {
  if (name.startsWith('amq.')) throw refusal.reservedName(kind, name);
}

function checkNameArg(kind: 'queue' | 'exchange', name: string, args: FieldTable, field: string): void {
  const value = args[field];
  if (value !== undefined && typeof value !== 'string')
    throw refusal.argOfWrongType(kind, name, field, fieldTypeName(value));
}

function record(
  source: Exchange,
  { destination, routingKey, args }: Pick<Binding, 'destination' | 'routingKey' | 'args'>,
): BindingRecord {
  const destinationKind = destination instanceof Exchange ? 'exchange' : 'queue';
  return { source: source.name, destinationKind, destination: destination.name, routingKey, args };
}
