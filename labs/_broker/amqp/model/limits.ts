/**
 * How much a broker holds before it slows its publishers down, and before it refuses. Pure.
 * @module
 */
export interface Limits {
  /** From this many bytes of queued messages on, connections that publish are blocked (RabbitMQ's memory alarm). */
  readonly memoryHighBytes: number;
  /** From here on a publish is refused with 506: only a client that ignores back-pressure gets so far. */
  readonly memoryMaxBytes: number;
  /** One message's body. Larger ones are refused with 406, as RabbitMQ's max_message_size. */
  readonly messageMaxBytes: number;
  /** Channels of one connection. */
  readonly channelMax: number;
}

export const DEFAULT_LIMITS: Limits = {
  memoryHighBytes: 256 * 1024 * 1024,
  memoryMaxBytes: 512 * 1024 * 1024,
  messageMaxBytes: 128 * 1024 * 1024,
  channelMax: 2047,
};
