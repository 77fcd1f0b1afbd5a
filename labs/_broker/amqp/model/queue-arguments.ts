/**
 * The optional arguments of a queue, checked as RabbitMQ checks those of a classic queue. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import { fieldTypeName, INTEGER_TYPES } from './field-type-name.ts';
import type { FieldTable, FieldValue } from './message.ts';
import { refusal } from './refusal.ts';

export type Overflow = 'drop-head' | 'reject-publish' | 'reject-publish-dlx';

export interface QueueArguments {
  readonly expiresMs: number | undefined;
  readonly messageTtlMs: number | undefined;
  readonly deadLetterExchange: string | undefined;
  readonly deadLetterRoutingKey: string | undefined;
  readonly maxLength: number;
  readonly maxBytes: number;
  readonly overflow: Overflow;
  /** Messages are sorted into 0 to this. */
  readonly maxPriority: number;
  readonly singleActiveConsumer: boolean;
}

type Check = (value: FieldValue, args: FieldTable) => string | undefined;

const unacceptable = (value: FieldValue): string => `{unacceptable_type,${fieldTypeName(value)}}`;

const integer: Check = (value) =>
  INTEGER_TYPES.has(fieldTypeName(value)) ? undefined : `"expected integer, got ${fieldTypeName(value)}"`;

const natural: Check = (value, args) =>
  integer(value, args) ?? (Number(bareValue(value)) < 0 ? `{value_negative,${Number(bareValue(value))}}` : undefined);

const ttl: Check = (value, args) =>
  natural(value, args) ??
  (Number(bareValue(value)) > 315_360_000_000 ? `{value_too_large,${Number(bareValue(value))}}` : undefined);

const flag: Check = (value) => (typeof value === 'boolean' ? undefined : unacceptable(value));
const text: Check = (value) => (typeof value === 'string' ? undefined : unacceptable(value));

const oneOf =
  (known: readonly string[], problem: (value: string) => string): Check =>
  (value) => {
    if (typeof value !== 'string') return unacceptable(value);
    return known.includes(value) ? undefined : problem(value);
  };

/** In the order in which RabbitMQ looks at them. */
const CHECKS: readonly (readonly [string, Check])[] = [
  ['x-queue-type', oneOf(['classic', 'quorum', 'stream'], (type) => `"unsupported queue type '${type}'"`)],
  ['x-expires', (value, args) => (bareValue(value) === 0 ? '{value_zero,0}' : ttl(value, args))],
  ['x-message-ttl', ttl],
  ['x-dead-letter-exchange', text],
  [
    'x-dead-letter-routing-key',
    (value, args) =>
      text(value, args) ?? ('x-dead-letter-exchange' in args ? undefined : 'routing_key_but_no_dlx_defined'),
  ],
  ['x-max-length', natural],
  ['x-max-length-bytes', natural],
  [
    'x-max-priority',
    (value, args) =>
      natural(value, args) ??
      (Number(bareValue(value)) > 255 ? `{max_value_exceeded,${Number(bareValue(value))}}` : undefined),
  ],
  ['x-overflow', oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], () => 'invalid_overflow')],
  ['x-queue-mode', oneOf(['default', 'lazy'], (mode) => `"unsupported queue mode '${mode}'"`)],
  [
    'x-queue-version',
    (value, args) =>
      natural(value, args) ??
      ([1, 2].includes(Number(bareValue(value)))
        ? undefined
        : `"unsupported queue version '${Number(bareValue(value))}'"`),
  ],
  ['x-single-active-consumer', flag],
];

/** Arguments of quorum queues and streams that a classic queue refuses. */
const OF_OTHER_TYPES = [
  'x-dead-letter-strategy',
  'x-delivery-limit',
  'x-initial-cluster-size',
  'x-max-age',
  'x-max-in-memory-bytes',
  'x-max-in-memory-length',
  'x-queue-leader-locator',
  'x-quorum-initial-group-size',
  'x-stream-max-segment-size-bytes',
];

/** What two declarations of a queue must agree on, in the order in which RabbitMQ compares. */
export const COMPARED_ARGUMENTS: readonly string[] = [
  ...CHECKS.map(([name]) => name).filter((name) => name !== 'x-queue-type'),
  'x-queue-type',
  'x-queue-master-locator',
];

/** @throws AmqpError 406 in RabbitMQ's words, 540 for a queue type that this broker lacks. */
export function readQueueArguments(queue: string, args: FieldTable): QueueArguments {
  // RabbitMQ asks for the classic lot only after it knows the type.
  const type = args['x-queue-type'];
  if (type === 'quorum' || type === 'stream') throw refusal.queueType(queue, type);
  for (const [name, check] of CHECKS) {
    const value = args[name];
    if (value === undefined) continue;
    const problem = check(value, args);
    if (problem !== undefined) throw refusal.invalidArg(queue, name, problem);
  }
  for (const name of Object.keys(args)) if (OF_OTHER_TYPES.includes(name)) throw refusal.argOfOtherType(queue, name);
  const number = (name: string): number | undefined =>
    args[name] === undefined ? undefined : Number(bareValue(args[name]));
  // The rules above have refused what is no text.
  const string = (name: string): string | undefined => args[name] as string | undefined;
  return {
    expiresMs: number('x-expires'),
    messageTtlMs: number('x-message-ttl'),
    deadLetterExchange: string('x-dead-letter-exchange'),
    deadLetterRoutingKey: string('x-dead-letter-routing-key'),
    maxLength: number('x-max-length') ?? Infinity,
    maxBytes: number('x-max-length-bytes') ?? Infinity,
    overflow: (string('x-overflow') ?? 'drop-head') as Overflow,
    maxPriority: number('x-max-priority') ?? 0,
    singleActiveConsumer: args['x-single-active-consumer'] === true,
  };
}
