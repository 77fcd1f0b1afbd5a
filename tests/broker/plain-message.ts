/**
 * A message as plain data, with only that hidden which must differ from run to run: the instant in `x-death`, and names
 * that a broker makes up.
 * @module
 */
import type { GetMessage, Message } from 'amqplib';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Longer contents are told by length and a sum of their bytes. */
const SHOWN_BYTES = 200;

/** Content, routing, and the properties that are set. */
export function plainMessage(message: Message | GetMessage): Json {
  const { fields, properties, content } = message;
  const set = Object.entries(properties).filter(
    ([name, value]) => value !== undefined && !(name === 'headers' && Object.keys(value as object).length === 0),
  );
  return plain({
    content: plainContent(content),
    exchange: fields.exchange,
    routingKey: fields.routingKey,
    redelivered: fields.redelivered,
    ...('messageCount' in fields ? { messageCount: fields.messageCount } : {}),
    ...(set.length > 0 ? { properties: Object.fromEntries(set) } : {}),
  });
}

/** The contents alone, in order. */
export const contents = (messages: readonly Message[]): string[] => messages.map((message) => String(message.content));

function plainContent(content: Buffer): Json {
  if (content.length <= SHOWN_BYTES) return content.toString('latin1');
  return {
    bytes: content.length,
    sum: content.reduce((sum, byte, index) => (sum + byte * (1 + (index % 251))) % 2 ** 32, 0),
  };
}

/** Buffers as hexadecimal, undefined left out, instants of `x-death` and names made up by the broker hidden. */
export function plain(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return hideGenerated(value);
  if (Buffer.isBuffer(value)) return { bytes: value.toString('hex') };
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value !== 'object') return typeof value;
  const isDeath = 'reason' in value && 'count' in value && 'time' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, item]) => [key, isDeath && key === 'time' ? hideInstant(item) : plain(item)]),
  );
}

/** An instant of whole seconds that is near is told as such; anything else is shown, so that it is seen to differ. */
function hideInstant(value: unknown): Json {
  const { '!': type, value: seconds } = value as { '!'?: string; value?: number };
  const isNow = typeof seconds === 'number' && Math.abs(seconds - Date.now() / 1000) < 300;
  return type === 'timestamp' && isNow ? 'now, as a timestamp in seconds' : plain(JSON.stringify(value));
}

/** 22 letters of base64url stand for the 16 random bytes of a generated name. */
function hideGenerated(text: string): string {
  return text
    .replace(/amq\.(gen|ctag)-[\w-]{22}/g, 'amq.$1-(22 letters)')
    .replace(/amq\.rabbitmq\.reply-to\.[\w+/=.-]+/g, 'amq.rabbitmq.reply-to.(generated)');
}
