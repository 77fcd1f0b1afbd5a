/**
 * A refusal in AMQP's own terms: it closes the channel or the connection of whoever asked. Pure.
 * @module
 */

/** Reply codes of AMQP 0-9-1 that this broker gives, by RabbitMQ's name for them. */
const REPLY_CODES = {
  CONTENT_TOO_LARGE: 311,
  ACCESS_REFUSED: 403,
  NOT_FOUND: 404,
  RESOURCE_LOCKED: 405,
  PRECONDITION_FAILED: 406,
  FRAME_ERROR: 501,
  SYNTAX_ERROR: 502,
  COMMAND_INVALID: 503,
  CHANNEL_ERROR: 504,
  UNEXPECTED_FRAME: 505,
  RESOURCE_ERROR: 506,
  NOT_ALLOWED: 530,
  NOT_IMPLEMENTED: 540,
  INTERNAL_ERROR: 541,
} as const;

export type ReplyName = keyof typeof REPLY_CODES;

/** These end the channel only; all others end the connection. */
const SOFT = new Set<ReplyName>([
  'CONTENT_TOO_LARGE',
  'ACCESS_REFUSED',
  'NOT_FOUND',
  'RESOURCE_LOCKED',
  'PRECONDITION_FAILED',
]);

/**
 * @example
 * throw new AmqpError('NOT_FOUND', "no queue 'orders' in vhost '/'");
 */
export class AmqpError extends Error {
  /** 404 and its like. */
  readonly replyCode: number;
  /** What a client sees: `NOT_FOUND - no queue 'orders' in vhost '/'`. At most 255 bytes, as a short string is. */
  readonly replyText: string;
  /** What has to be closed. */
  readonly scope: 'channel' | 'connection';
  /** The method that was refused, when whoever threw knew it. The wire fills it in. */
  classId?: number;
  methodId?: number;

  constructor(name: ReplyName, explanation: string, scope?: 'channel' | 'connection') {
    super(`${name} - ${explanation}`);
    this.name = 'AmqpError';
    this.replyCode = REPLY_CODES[name];
    this.replyText = shortString(this.message);
    this.scope = scope ?? (SOFT.has(name) ? 'channel' : 'connection');
  }
}

function shortString(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= 255) return text;
  return `${new TextDecoder().decode(bytes.subarray(0, 252)).replace(/\uFFFD+$/, '')}...`;
}
