/**
 * The refusals of the model in RabbitMQ's words, so that a client sees the same text from both. Pure.
 * @module
 */
import { AmqpError, type ReplyName } from './amqp-error.ts';

export type ResourceKind = 'queue' | 'exchange';

/** `queue 'orders' in vhost '/'` */
const named = (kind: ResourceKind, name: string): string => `${kind} '${name}' in vhost '/'`;

const refuse =
  <Given extends readonly unknown[]>(code: ReplyName, explain: (...given: Given) => string) =>
  (...given: Given): AmqpError =>
    new AmqpError(code, explain(...given));

export const refusal = {
  notFound: refuse('NOT_FOUND', (kind: ResourceKind, name: string) => `no ${named(kind, name)}`),
  noQueueYet: refuse('NOT_FOUND', () => 'no previously declared queue'),
  inUse: refuse('PRECONDITION_FAILED', (kind: ResourceKind, name: string) => `${named(kind, name)} in use`),
  notEmpty: refuse('PRECONDITION_FAILED', (name: string) => `${named('queue', name)} not empty`),
  defaultExchange: refuse('ACCESS_REFUSED', () => 'operation not permitted on the default exchange'),
  systemExchange: refuse(
    'ACCESS_REFUSED',
    (name: string) => `deletion of system ${named('exchange', name)} not allowed`,
  ),
  internalExchange: refuse('ACCESS_REFUSED', (name: string) => `cannot publish to internal ${named('exchange', name)}`),
  exclusiveUse: refuse('ACCESS_REFUSED', (name: string) => `${named('queue', name)} in exclusive use`),
  reservedName: refuse(
    'ACCESS_REFUSED',
    (kind: ResourceKind, name: string) => `${kind} name '${name}' contains reserved prefix 'amq.*'`,
  ),
  locked: refuse(
    'RESOURCE_LOCKED',
    (name: string) =>
      `cannot obtain exclusive access to locked ${named('queue', name)}. It could be originally declared on another ` +
      `connection or the exclusive property value does not match that of the original declaration.`,
  ),
  unknownExchangeType: refuse('COMMAND_INVALID', (type: string) => `unknown exchange type '${type}'`),
  inequivalent: refuse(
    'PRECONDITION_FAILED',
    (kind: ResourceKind, name: string, field: string, received: string, current: string) =>
      `inequivalent arg '${field}' for ${named(kind, name)}: received ${received} but current is ${current}`,
  ),
  invalidArg: refuse(
    'PRECONDITION_FAILED',
    (queue: string, field: string, why: string) => `invalid arg '${field}' for ${named('queue', queue)}: ${why}`,
  ),
  argOfOtherType: refuse(
    'PRECONDITION_FAILED',
    (queue: string, field: string) =>
      `invalid arg '${field}' for ${named('queue', queue)} of queue type rabbit_classic_queue`,
  ),
  argOfWrongType: refuse(
    'PRECONDITION_FAILED',
    (kind: ResourceKind, name: string, field: string, type: string) =>
      `invalid type '${type}' for arg '${field}' in ${named(kind, name)}`,
  ),
  queueType: refuse(
    'NOT_IMPLEMENTED',
    (queue: string, type: string) => `queue type '${type}' of ${named('queue', queue)}`,
  ),
  precondition: refuse('PRECONDITION_FAILED', (text: string) => text),
  notAllowed: refuse('NOT_ALLOWED', (text: string) => text),
  notImplemented: refuse('NOT_IMPLEMENTED', (text: string) => text),
  memory: refuse(
    'RESOURCE_ERROR',
    (heldBytes: number, maxBytes: number) =>
      `the broker holds ${heldBytes} bytes of messages and takes at most ${maxBytes}; publish again when connection.unblocked came`,
  ),
} as const;
