/**
 * What travels through the broker: a body, the basic properties of AMQP 0-9-1, and where it was published to. Pure.
 * @module
 */

/** A value of a field table, as amqplib's codec decodes it: `{ '!': 'timestamp', value }` is one of the types JavaScript lacks. */
export type FieldValue =
  string | number | bigint | boolean | null | undefined | Uint8Array | readonly FieldValue[] | FieldTable;

/** Headers of a message, arguments of a declaration. */
export interface FieldTable {
  readonly [name: string]: FieldValue;
}

/** The fourteen basic properties. What is undefined was not sent. */
export interface Properties {
  readonly contentType?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly headers?: FieldTable | undefined;
  /** 1 = transient, 2 = persistent. */
  readonly deliveryMode?: number | undefined;
  readonly priority?: number | undefined;
  readonly correlationId?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Time to live in milliseconds, as decimal digits. */
  readonly expiration?: string | undefined;
  readonly messageId?: string | undefined;
  /** Seconds since 1970, as the codec decodes it. */
  readonly timestamp?: FieldValue;
  readonly type?: string | undefined;
  readonly userId?: string | undefined;
  readonly appId?: string | undefined;
  readonly clusterId?: string | undefined;
}

/** Never changed once published: a message lies in many queues at once. */
export interface Message {
  readonly exchange: string;
  readonly routingKey: string;
  /** `routingKey` and those of the headers CC and BCC, where there are any. Kept because BCC is taken out of the headers. */
  readonly allRoutingKeys?: readonly string[] | undefined;
  readonly properties: Properties;
  /**
   * The bytes that `properties` were decoded from, so that a consumer gets what the publisher sent, number types included. Absent
   * when the broker changed the properties. Must own its memory: a view would keep a whole network buffer alive.
   */
  readonly encodedProperties?: Uint8Array | undefined;
  /** Must own its memory, as above. */
  readonly body: Uint8Array;
}
