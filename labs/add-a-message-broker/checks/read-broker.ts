/**
 * What the broker holds, as its management interface tells it. Fields have RabbitMQ's names.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';

export interface QueueState {
  readonly name: string;
  readonly durable: boolean;
  /** Ready and unacknowledged ones. */
  readonly messages: number;
  readonly messages_ready: number;
  readonly messages_unacknowledged: number;
  readonly consumers: number;
}

export interface ConsumerState {
  readonly queue: { readonly name: string };
  readonly ack_required: boolean;
  /** 0: as many as there are. */
  readonly prefetch_count: number;
}

export const readQueues = (bench: Bench): Promise<readonly QueueState[]> => read(bench, 'queues');
export const readConsumers = (bench: Bench): Promise<readonly ConsumerState[]> => read(bench, 'consumers');

/** Empty while the broker does not answer. */
async function read<Entry>(bench: Bench, what: string): Promise<readonly Entry[]> {
  const { response } = await bench.request({ method: 'GET', url: `http://broker:15672/api/${what}` });
  return response?.status === 200 ? (JSON.parse(response.body) as readonly Entry[]) : [];
}
