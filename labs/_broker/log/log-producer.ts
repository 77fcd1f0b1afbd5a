/**
 * Sends records in batches. Part of the client; runs in services.
 *
 * `send` only puts a record into a buffer. The buffer goes out when it is full, when its first record is `lingerMs` old, or when
 * `flush` or `close` says so: a process that ends before that has sent nothing.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewRecord } from './log-record.ts';
import { LogError, type SendRequest } from './log-request.ts';

export interface ProducerOptions {
  /**
   * What `send` waits for: `all`: on the disk, a crash does not lose it; 1: taken in, a crash may lose it; 0: nothing, nobody knows.
   * Default `all`.
   */
  readonly acks?: 'all' | 1 | 0;
  /** How long a record may wait for others. Default 5. */
  readonly lingerMs?: number;
  /** A batch of so many goes out at once. Default 100. */
  readonly batchRecords?: number;
  /** How often a batch is tried again. What was written although the answer was lost is in the log twice then. Default 5. */
  readonly retries?: number;
  /** Default 10 000. */
  readonly timeoutMs?: number;
}

export interface SentRecord {
  readonly topic: string;
  readonly partition: number | undefined;
  /** Undefined with acks=0. */
  readonly offset: number | undefined;
}

type OutgoingRecord = Partial<Pick<NewRecord, 'key' | 'encoding' | 'headers'>> & {
  readonly value: string | null;
  readonly partition?: number;
};

interface Buffered {
  readonly record: OutgoingRecord;
  readonly resolve: (sent: SentRecord) => void;
  readonly reject: (error: unknown) => void;
}

interface TopicBuffer {
  waiting: Buffered[];
  /** So many at the front need not wait for others any more. */
  due: number;
  timer: NodeJS.Timeout | undefined;
  /** Batches of a topic go out one after the other, so that a retry does not change their order. */
  sending: Promise<void> | undefined;
}

const FIRST_RETRY_MS = 100;

export class LogProducer {
  readonly #request: SendRequest;
  readonly #options: Required<ProducerOptions>;
  readonly #buffers = new Map<string, TopicBuffer>();
  #isClosed = false;

  constructor(request: SendRequest, options: ProducerOptions) {
    this.#request = request;
    this.#options = { acks: 'all', lingerMs: 5, batchRecords: 100, retries: 5, timeoutMs: 10_000, ...options };
  }

  /**
   * Resolves when the service has answered as `acks` says. @throws {LogError}
   *
   * @example
   * await producer.send('orders', { key: order.id, value: JSON.stringify(order) });
   */
  send(topic: string, record: OutgoingRecord): Promise<SentRecord> {
    if (this.#isClosed) return Promise.reject(new LogError('closed', 0, 'The producer is closed'));
    const buffer = this.#buffers.get(topic) ?? { waiting: [], due: 0, timer: undefined, sending: undefined };
    this.#buffers.set(topic, buffer);
    return new Promise((resolve, reject) => {
      buffer.waiting.push({ record, resolve, reject });
      if (buffer.waiting.length - buffer.due >= this.#options.batchRecords) void this.#drain(topic, buffer);
      else buffer.timer ??= setTimeout(() => void this.#drain(topic, buffer), this.#options.lingerMs);
    });
  }

  /** Sends what is buffered; resolves when everything was answered, well or not. */
  async flush(): Promise<void> {
    await Promise.all([...this.#buffers].map(([topic, buffer]) => this.#drain(topic, buffer)));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  #drain(topic: string, buffer: TopicBuffer): Promise<void> {
    clearTimeout(buffer.timer);
    buffer.timer = undefined;
    buffer.due = buffer.waiting.length;
    buffer.sending ??= this.#sendAll(topic, buffer).finally(() => {
      buffer.sending = undefined;
    });
    return buffer.sending;
  }

  async #sendAll(topic: string, buffer: TopicBuffer): Promise<void> {
    while (buffer.due > 0) {
      const batch = buffer.waiting.splice(0, Math.min(buffer.due, this.#options.batchRecords));
      buffer.due -= batch.length;
      try {
        const places = await this.#sendBatch(topic, batch);
        for (const [index, { resolve }] of batch.entries())
          resolve({ topic, partition: places[index]?.partition, offset: places[index]?.offset });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  async #sendBatch(topic: string, batch: readonly Buffered[]) {
    const { acks, retries, timeoutMs } = this.#options;
    const path = `/topics/${encodeURIComponent(topic)}/records`;
    const body = { acks, records: batch.map(({ record }) => record) };
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await this.#request({ method: 'POST', path, body, timeoutMs });
        return (answer as { records?: readonly { partition: number; offset: number }[] }).records ?? [];
      } catch (error) {
        if (!(error instanceof LogError && error.mayWorkLater) || attempt === retries) throw error;
        await sleep(FIRST_RETRY_MS * 2 ** attempt);
      }
    }
  }
}
