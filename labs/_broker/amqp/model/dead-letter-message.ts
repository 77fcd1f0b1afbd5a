/**
 * The message that a queue publishes to its dead-letter exchange, with the history of its deaths in `x-death`, and whether it
 * goes in a circle. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import type { FieldTable, FieldValue, Message } from './message.ts';

/** RabbitMQ's reasons for a message's death. */
export type DeathReason = 'expired' | 'rejected' | 'maxlen' | 'delivery_limit';

export interface Death {
  readonly reason: DeathReason;
  readonly queue: string;
  readonly atMs: number;
  /** The dead-letter exchange. */
  readonly exchange: string;
  /** Undefined: the message keeps its keys, those of CC and BCC included. */
  readonly routingKey: string | undefined;
}

/** The message as it is published: a new one, because messages never change. */
export function deadLetterMessage(message: Message, death: Death): Message {
  const { headers = {}, expiration, ...kept } = message.properties;
  const withHistory = addDeath(headers, message, death, expiration);
  const { CC: _cc, ...withoutCopies } = withHistory;
  return {
    exchange: death.exchange,
    routingKey: death.routingKey ?? message.routingKey,
    allRoutingKeys: death.routingKey === undefined ? message.allRoutingKeys : undefined,
    properties: { ...kept, headers: death.routingKey === undefined ? withHistory : withoutCopies },
    body: message.body,
  };
}

function addDeath(headers: FieldTable, message: Message, death: Death, expiration: string | undefined): FieldTable {
  const copies = Array.isArray(headers['CC']) ? headers['CC'].filter((key) => typeof key === 'string') : [];
  const fresh: FieldTable = {
    count: long(1),
    reason: death.reason,
    queue: death.queue,
    time: { '!': 'timestamp', value: Math.floor(death.atMs / 1000) },
    exchange: message.exchange,
    'routing-keys': [message.routingKey, ...copies],
    ...(expiration === undefined ? {} : { 'original-expiration': expiration }),
  };
  const before = headers['x-death'];
  if (!Array.isArray(before)) {
    const first =
      before === undefined
        ? {
            'x-first-death-reason': death.reason,
            'x-first-death-queue': death.queue,
            'x-first-death-exchange': message.exchange,
          }
        : {};
    return sorted({ ...headers, ...first, 'x-death': [fresh] });
  }
  const deaths = before.filter(isTable);
  const same = deaths.find((one) => one['queue'] === death.queue && one['reason'] === death.reason);
  const counted = same ? { ...same, count: long(Number(bareValue(same['count']) ?? 0) + 1) } : fresh;
  return sorted({ ...headers, 'x-death': [sorted(counted), ...deaths.filter((one) => one !== same)] });
}

/**
 * A message that died on its way round without anybody rejecting it would go round for ever: such a queue does not get it
 * again.
 */
export function isDeathCycle(message: Message, reason: DeathReason, queue: string): boolean {
  const deaths = message.properties.headers?.['x-death'];
  if (reason === 'rejected' || !Array.isArray(deaths)) return false;
  const tables = deaths.filter(isTable);
  const at = tables.findIndex((one) => one['queue'] === queue);
  return at >= 0 && tables.slice(0, at + 1).every((one) => one['reason'] !== 'rejected');
}

const long = (value: number): FieldValue => ({ '!': 'long', value });

const isTable = (value: FieldValue): value is FieldTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** RabbitMQ keeps the tables that it writes in the order of their names. */
const sorted = (table: FieldTable): FieldTable =>
  Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)));
