/**
 * Every method of AMQP 0-9-1 with RabbitMQ's extensions: ids, and the fields in the order of the wire. Data alone. Runs in
 * Node and in the simulated engine.
 * @module
 */
import type { FieldTable } from '../model/message.ts';

/** The types of the protocol, and what they are here. */
export interface WireTypes {
  octet: number;
  short: number;
  long: number;
  longlong: number;
  bit: boolean;
  shortstr: string;
  longstr: Uint8Array;
  table: FieldTable;
}

export type WireType = keyof WireTypes;

const method = <const Fields extends Readonly<Record<string, WireType>>>(
  classId: number,
  methodId: number,
  fields: Fields,
) => ({ classId, methodId, fields });

const NONE = {} as const;
const TICKET = { ticket: 'short' } as const;
const CLOSE = { replyCode: 'short', replyText: 'shortstr', classId: 'short', methodId: 'short' } as const;
const BIND_EXCHANGE = {
  ...TICKET,
  destination: 'shortstr',
  source: 'shortstr',
  routingKey: 'shortstr',
  nowait: 'bit',
  arguments: 'table',
} as const;
const PUBLISHED = { exchange: 'shortstr', routingKey: 'shortstr' } as const;
const TUNE = { channelMax: 'short', frameMax: 'long', heartbeat: 'short' } as const;

export const METHODS = {
  'connection.start': method(10, 10, {
    versionMajor: 'octet',
    versionMinor: 'octet',
    serverProperties: 'table',
    mechanisms: 'longstr',
    locales: 'longstr',
  }),
  'connection.start_ok': method(10, 11, {
    clientProperties: 'table',
    mechanism: 'shortstr',
    response: 'longstr',
    locale: 'shortstr',
  }),
  'connection.secure': method(10, 20, { challenge: 'longstr' }),
  'connection.secure_ok': method(10, 21, { response: 'longstr' }),
  'connection.tune': method(10, 30, TUNE),
  'connection.tune_ok': method(10, 31, TUNE),
  'connection.open': method(10, 40, { virtualHost: 'shortstr', capabilities: 'shortstr', insist: 'bit' }),
  'connection.open_ok': method(10, 41, { knownHosts: 'shortstr' }),
  'connection.close': method(10, 50, CLOSE),
  'connection.close_ok': method(10, 51, NONE),
  'connection.blocked': method(10, 60, { reason: 'shortstr' }),
  'connection.unblocked': method(10, 61, NONE),
  'connection.update_secret': method(10, 70, { newSecret: 'longstr', reason: 'shortstr' }),
  'connection.update_secret_ok': method(10, 71, NONE),
  'channel.open': method(20, 10, { outOfBand: 'shortstr' }),
  'channel.open_ok': method(20, 11, { channelId: 'longstr' }),
  'channel.flow': method(20, 20, { active: 'bit' }),
  'channel.flow_ok': method(20, 21, { active: 'bit' }),
  'channel.close': method(20, 40, CLOSE),
  'channel.close_ok': method(20, 41, NONE),
  'access.request': method(30, 10, {
    realm: 'shortstr',
    exclusive: 'bit',
    passive: 'bit',
    active: 'bit',
    write: 'bit',
    read: 'bit',
  }),
  'access.request_ok': method(30, 11, TICKET),
  'exchange.declare': method(40, 10, {
    ...TICKET,
    exchange: 'shortstr',
    type: 'shortstr',
    passive: 'bit',
    durable: 'bit',
    autoDelete: 'bit',
    internal: 'bit',
    nowait: 'bit',
    arguments: 'table',
  }),
  'exchange.declare_ok': method(40, 11, NONE),
  'exchange.delete': method(40, 20, { ...TICKET, exchange: 'shortstr', ifUnused: 'bit', nowait: 'bit' }),
  'exchange.delete_ok': method(40, 21, NONE),
  'exchange.bind': method(40, 30, BIND_EXCHANGE),
  'exchange.bind_ok': method(40, 31, NONE),
  'exchange.unbind': method(40, 40, BIND_EXCHANGE),
  'exchange.unbind_ok': method(40, 51, NONE),
  'queue.declare': method(50, 10, {
    ...TICKET,
    queue: 'shortstr',
    passive: 'bit',
    durable: 'bit',
    exclusive: 'bit',
    autoDelete: 'bit',
    nowait: 'bit',
    arguments: 'table',
  }),
  'queue.declare_ok': method(50, 11, { queue: 'shortstr', messageCount: 'long', consumerCount: 'long' }),
  'queue.bind': method(50, 20, { ...TICKET, queue: 'shortstr', ...PUBLISHED, nowait: 'bit', arguments: 'table' }),
  'queue.bind_ok': method(50, 21, NONE),
  'queue.purge': method(50, 30, { ...TICKET, queue: 'shortstr', nowait: 'bit' }),
  'queue.purge_ok': method(50, 31, { messageCount: 'long' }),
  'queue.delete': method(50, 40, { ...TICKET, queue: 'shortstr', ifUnused: 'bit', ifEmpty: 'bit', nowait: 'bit' }),
  'queue.delete_ok': method(50, 41, { messageCount: 'long' }),
  'queue.unbind': method(50, 50, { ...TICKET, queue: 'shortstr', ...PUBLISHED, arguments: 'table' }),
  'queue.unbind_ok': method(50, 51, NONE),
  'basic.qos': method(60, 10, { prefetchSize: 'long', prefetchCount: 'short', global: 'bit' }),
  'basic.qos_ok': method(60, 11, NONE),
  'basic.consume': method(60, 20, {
    ...TICKET,
    queue: 'shortstr',
    consumerTag: 'shortstr',
    noLocal: 'bit',
    noAck: 'bit',
    exclusive: 'bit',
    nowait: 'bit',
    arguments: 'table',
  }),
  'basic.consume_ok': method(60, 21, { consumerTag: 'shortstr' }),
  'basic.cancel': method(60, 30, { consumerTag: 'shortstr', nowait: 'bit' }),
  'basic.cancel_ok': method(60, 31, { consumerTag: 'shortstr' }),
  'basic.publish': method(60, 40, { ...TICKET, ...PUBLISHED, mandatory: 'bit', immediate: 'bit' }),
  'basic.return': method(60, 50, { replyCode: 'short', replyText: 'shortstr', ...PUBLISHED }),
  'basic.deliver': method(60, 60, {
    consumerTag: 'shortstr',
    deliveryTag: 'longlong',
    redelivered: 'bit',
    ...PUBLISHED,
  }),
  'basic.get': method(60, 70, { ...TICKET, queue: 'shortstr', noAck: 'bit' }),
  'basic.get_ok': method(60, 71, { deliveryTag: 'longlong', redelivered: 'bit', ...PUBLISHED, messageCount: 'long' }),
  'basic.get_empty': method(60, 72, { clusterId: 'shortstr' }),
  'basic.ack': method(60, 80, { deliveryTag: 'longlong', multiple: 'bit' }),
  'basic.reject': method(60, 90, { deliveryTag: 'longlong', requeue: 'bit' }),
  'basic.recover_async': method(60, 100, { requeue: 'bit' }),
  'basic.recover': method(60, 110, { requeue: 'bit' }),
  'basic.recover_ok': method(60, 111, NONE),
  'basic.nack': method(60, 120, { deliveryTag: 'longlong', multiple: 'bit', requeue: 'bit' }),
  'confirm.select': method(85, 10, { nowait: 'bit' }),
  'confirm.select_ok': method(85, 11, NONE),
  'tx.select': method(90, 10, NONE),
  'tx.select_ok': method(90, 11, NONE),
  'tx.commit': method(90, 20, NONE),
  'tx.commit_ok': method(90, 21, NONE),
  'tx.rollback': method(90, 30, NONE),
  'tx.rollback_ok': method(90, 31, NONE),
} as const;

export type MethodName = keyof typeof METHODS;

type FieldTypes<Name extends MethodName> = (typeof METHODS)[Name]['fields'];

/** What a method carries. */
export type MethodFields<Name extends MethodName> = {
  readonly [Field in keyof FieldTypes<Name>]: FieldTypes<Name>[Field] extends WireType
    ? WireTypes[FieldTypes<Name>[Field]]
    : never;
};

/** A method that came, told apart by its name. */
export type Method = {
  [Name in MethodName]: {
    readonly name: Name;
    readonly classId: number;
    readonly methodId: number;
    readonly fields: MethodFields<Name>;
  };
}[MethodName];
