/**
 * The client of the log service. Uses `fetch` and timers only; runs in services, in both engines.
 * @module
 */
import { LogConsumer, type ConsumerOptions } from './log-consumer.ts';
import { LogProducer, type ProducerOptions } from './log-producer.ts';
import type { Retention } from './log-record.ts';
import { sendRequest, type LogRequest } from './log-request.ts';

export interface TopicOptions {
  /** Default 1. */
  readonly partitions?: number;
  readonly retention?: Retention;
  /** Default 1 MiB. */
  readonly segmentBytes?: number;
}

const TIMEOUT_MS = 10_000;

export class LogClient {
  readonly #request: (request: LogRequest) => Promise<unknown>;

  /**
   * @param url Of the log service: `http://log:9092`.
   *
   * @example
   * const log = new LogClient(process.env.LOG_URL);
   * await log.createTopic('orders', { partitions: 3 });
   * const producer = log.producer({ acks: 'all' });
   * await producer.send('orders', { key: 'order-1', value: 'placed' });
   */
  constructor(url: string) {
    this.#request = (request) => sendRequest(url, request);
  }

  /** Makes a topic; one that is there stays as it is. */
  async createTopic(name: string, options: TopicOptions = {}): Promise<void> {
    const path = `/topics/${encodeURIComponent(name)}`;
    await this.#request({ method: 'PUT', path, body: options, timeoutMs: TIMEOUT_MS });
  }

  producer(options: ProducerOptions = {}): LogProducer {
    return new LogProducer(this.#request, options);
  }

  consumer(options: ConsumerOptions): LogConsumer {
    return new LogConsumer(this.#request, options);
  }
}
