/**
 * What a log is made of. Pure types; service and client.
 * @module
 */

/** As a producer gives it. */
export interface NewRecord {
  /** Records of one key are in one partition, in order. Null: no key. */
  readonly key: string | null;
  /** Null is a value too: in Kafka's terms a tombstone. */
  readonly value: string | null;
  /** How bytes that are no UTF-8 are written in `key` and `value`; absent for text. */
  readonly encoding?: 'base64';
  readonly headers?: Readonly<Record<string, string>>;
}

/** As a consumer gets it. */
export interface LogRecord extends NewRecord {
  /** Its place in the partition: 0, 1, 2 … without gaps, for ever. */
  readonly offset: number;
  /** When the service appended it; never less than that of the record before. */
  readonly timestampMs: number;
}

/** How much of a partition is kept. What is absent does not limit. */
export interface Retention {
  readonly records?: number;
  /** Of keys and values. */
  readonly bytes?: number;
  readonly ageMs?: number;
}

/** Of key and value, as bytes. */
export const sizeOfRecord = ({ key, value, encoding }: NewRecord): number =>
  Buffer.byteLength(key ?? '', encoding ?? 'utf8') + Buffer.byteLength(value ?? '', encoding ?? 'utf8');
