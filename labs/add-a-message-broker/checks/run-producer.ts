/**
 * Runs the learner's producer and reads what has come of it in the log.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';

export const TOPIC = 'payment_topic';
export const PAYLOAD = 'Payment processed for order 123';
const PROGRAM = 'producer.py';
/** Longer than the machine lets a program run. */
const PATIENCE_MS = 90_000;

export interface ProducerRun {
  readonly operation: Operation;
  readonly printed: string;
  readonly exitCode: number;
  /** It had not ended by itself within a minute. */
  readonly isStopped: boolean;
}

export interface Topic {
  readonly name: string;
  /** As text; a value that is no text stands as base64. */
  readonly values: readonly string[];
}

/** `1 message`, `2 messages`. */
export const countOf = ({ length }: readonly string[]): string => (length === 1 ? '1 message' : `${length} messages`);

interface Ended {
  readonly printed: readonly { readonly text: string }[];
  readonly exitCode: number;
  readonly isStopped: boolean;
}

/** Undefined when the machine did not answer. */
export async function runProducer(bench: Bench): Promise<ProducerRun | undefined> {
  const operation = await bench.request({
    method: 'POST',
    url: 'http://log/python',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args: [PROGRAM] }),
    timeoutMs: PATIENCE_MS,
  });
  if (operation.response?.status !== 200) return undefined;
  const { printed, exitCode, isStopped } = JSON.parse(operation.response.body) as Ended;
  return { operation, printed: printed.map(({ text }) => text).join(''), exitCode, isStopped };
}

/** Undefined when the log did not answer. */
export async function readTopics(bench: Bench): Promise<readonly Topic[] | undefined> {
  const list = await ask<{ topics: readonly { name: string; partitions: readonly object[] }[] }>(bench, '/topics');
  if (!list) return undefined;
  const topics: Topic[] = [];
  for (const { name, partitions } of list.topics) {
    const values: string[] = [];
    for (const partition of partitions.keys()) {
      const path = `/topics/${name}/partitions/${partition}/records?offset=0`;
      const read = await ask<{ records: readonly { value: string | null }[] }>(bench, path);
      if (!read) return undefined;
      values.push(...read.records.map(({ value }) => value ?? ''));
    }
    topics.push({ name, values });
  }
  return topics;
}

async function ask<Body>(bench: Bench, path: string): Promise<Body | undefined> {
  const { response } = await bench.request({ method: 'GET', url: `http://log:9092${path}` });
  return response?.status === 200 ? (JSON.parse(response.body) as Body) : undefined;
}
