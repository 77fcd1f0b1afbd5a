/**
 * What a publish has to be before it is routed, and what the broker changes of it: RabbitMQ's checks in RabbitMQ's order. Pure.
 * @module
 */
import { fieldTypeName } from './field-type-name.ts';
import type { FieldTable, Message } from './message.ts';
import { readExpiration } from './read-expiration.ts';
import { refusal } from './refusal.ts';

/** Where RabbitMQ ends; a broker whose limit is another says that it is configured. */
const RABBITMQ_MAX_BYTES = 536_870_912;

/** @throws AmqpError 406 */
export function checkSize(message: Message, maxBytes: number): void {
  const bytes = message.body.length;
  if (bytes <= maxBytes) return;
  const limit = maxBytes === RABBITMQ_MAX_BYTES ? 'max size' : 'configured max size';
  throw refusal.precondition(`message size ${bytes} is larger than ${limit} ${maxBytes}`);
}

/**
 * @param user Who is logged in; undefined when the broker knows no users.
 * @throws AmqpError 406
 */
export function checkProperties({ properties }: Message, user: string | undefined): void {
  const { userId } = properties;
  if (user !== undefined && userId !== undefined && userId !== user)
    throw refusal.precondition(`user_id property set to '${userId}' but authenticated user was '${user}'`);
  readExpiration(properties.expiration);
  const mode = properties.deliveryMode;
  if (mode !== undefined && mode !== 1 && mode !== 2)
    throw refusal.precondition(`invalid message: {delivery_mode_unknown,${mode}}`);
}

/**
 * Reads CC and BCC: more routing keys, of which BCC is taken out of the headers.
 * @throws AmqpError 406 when one of them is no array.
 */
export function readCopies(message: Message): Message {
  const { headers } = message.properties;
  if (headers === undefined || (headers['CC'] === undefined && headers['BCC'] === undefined)) return message;
  const allRoutingKeys = [message.routingKey, ...keysOf(headers, 'CC'), ...keysOf(headers, 'BCC')];
  if (headers['BCC'] === undefined) return { ...message, allRoutingKeys };
  const { BCC: _bcc, ...kept } = headers;
  return {
    ...message,
    allRoutingKeys,
    properties: { ...message.properties, headers: kept },
    encodedProperties: undefined,
  };
}

function keysOf(headers: FieldTable, name: 'CC' | 'BCC'): readonly string[] {
  const keys = headers[name];
  if (keys === undefined) return [];
  if (Array.isArray(keys)) return keys.filter((key) => typeof key === 'string');
  const type = fieldTypeName(keys);
  throw refusal.precondition(`invalid message: {unacceptable_type_in_header,"${name}",${type}}`);
}
