/**
 * Routes of topics: make, look at, append, read, long-poll. Runs in the log service.
 * @module
 */
import { fetchRecords, type FetchFrom } from './fetch-records.ts';
import { LogProblem } from './log-problem.ts';
import type { LogRoutes } from './log-server.ts';
import type { NewRecord } from './log-record.ts';
import { Fields } from './read-fields.ts';
import { readRecords } from './read-records.ts';
import type { Topic, TopicConfig } from './topic.ts';
import type { Topics } from './topics.ts';

const PARTITION_LIMIT = 64;
const MAX = Number.MAX_SAFE_INTEGER;
/** A partition is in memory too, so something has to end it. */
const STANDARD_RETENTION = { bytes: 16_777_216 };
const STANDARD_SEGMENT_BYTES = 1_048_576;
const WAIT_LIMIT_MS = 60_000;

interface Offered {
  readonly partition: number;
  readonly offset: number;
}

export const topicRoutes = (topics: Topics, onDeleted: (name: string) => Promise<void>): LogRoutes => ({
  'GET /topics': () => ({ status: 200, body: { topics: topics.all().map((topic) => topic.describe()) } }),

  'PUT /topics/:topic': async ({ params, body }) => {
    const { topic, isNew } = await topics.ensure(params['topic'] ?? '', readConfig(body ?? {}));
    return { status: isNew ? 201 : 200, body: topic.describe() };
  },

  'GET /topics/:topic': ({ params }) => ({ status: 200, body: topics.get(params['topic'] ?? '').describe() }),

  'DELETE /topics/:topic': async ({ params }) => {
    await topics.delete(params['topic'] ?? '');
    await onDeleted(params['topic'] ?? '');
    return { status: 204 };
  },

  'POST /topics/:topic/records': async ({ params, body }) => {
    const topic = topics.get(params['topic'] ?? '');
    const fields = new Fields(body, ['acks', 'records']);
    const acks = fields.oneOf('acks', ['all', 1, 0], 'all');
    const parts = divide(topic, readRecords(fields));
    // The answer does not wait for anything, so it cannot tell of anything either.
    if (acks === 0) return { status: 202, body: { acks }, afterwards: () => void appendAll(topic, parts, false) };
    const { offered, durable } = appendAll(topic, parts, acks === 'all');
    if (acks === 'all') await durable;
    return { status: 201, body: { acks, records: offered } };
  },

  'GET /topics/:topic/partitions/:partition/records': async ({ params, query, signal }) => {
    const fields = queryFields(query, ['offset', 'limit', 'maxBytes', 'waitMs']);
    const topic = topics.get(params['topic'] ?? '');
    const partition = partitionOf(topic, params['partition']);
    const from = { topic, partition, offset: fields.whole('offset', { min: 0, max: MAX }) };
    const [found] = await fetchRecords([from], { ...readLimits(fields, 'limit', 'waitMs'), signal });
    if (found && 'error' in found) throw new LogProblem(416, found.error.code, found.error.detail, found.range);
    return { status: 200, body: { ...found?.range, records: found?.records } };
  },

  'GET /topics/:topic/partitions/:partition/offset': ({ params, query }) => {
    const topic = topics.get(params['topic'] ?? '');
    const partition = topic.partition(partitionOf(topic, params['partition']));
    const at = query.get('at') ?? '';
    if (at === 'earliest') return { status: 200, body: { offset: partition.startOffset } };
    if (at === 'latest') return { status: 200, body: { offset: partition.highWatermark } };
    const timeMs = queryFields(query, ['at']).whole('at', { min: 0, max: MAX });
    return { status: 200, body: { offset: Math.max(partition.offsetAt(timeMs), partition.startOffset) } };
  },

  'POST /fetch': async ({ body, signal }) => {
    const fields = new Fields(body, ['partitions', 'maxWaitMs', 'maxRecords', 'maxBytes']);
    const wanted = fields.objects('partitions', ['topic', 'partition', 'offset'], 1000);
    const from = wanted.map((one): FetchFrom => {
      const topic = topics.get(one.text('topic', { max: 100 }));
      const partition = one.whole('partition', { min: 0, max: MAX });
      topic.partition(partition);
      return { topic, partition, offset: one.whole('offset', { min: 0, max: MAX }) };
    });
    const found = await fetchRecords(from, { ...readLimits(fields, 'maxRecords', 'maxWaitMs'), signal });
    const partitions = found.map(({ topic, partition, range, ...rest }) => ({
      topic: topic.name,
      partition,
      ...range,
      ...rest,
    }));
    return { status: 200, body: { partitions } };
  },
});

function readConfig(body: unknown): TopicConfig {
  const fields = new Fields(body, ['partitions', 'retention', 'segmentBytes']);
  const retention = fields.object('retention', ['records', 'bytes', 'ageMs']);
  const limits = ['records', 'bytes', 'ageMs'].map((name) => [
    name,
    retention.wholeOr(name, { min: 1, max: MAX }, undefined),
  ]);
  return {
    partitions: fields.wholeOr('partitions', { min: 1, max: PARTITION_LIMIT }, 1),
    retention: { ...STANDARD_RETENTION, ...Object.fromEntries(limits.filter(([, limit]) => limit !== undefined)) },
    segmentBytes: fields.wholeOr('segmentBytes', { min: 1, max: MAX }, STANDARD_SEGMENT_BYTES),
  };
}

const readLimits = (fields: Fields, records: string, wait: string) => ({
  maxRecords: fields.wholeOr(records, { min: 1, max: 10_000 }, 500),
  maxBytes: fields.wholeOr('maxBytes', { min: 1, max: 16_777_216 }, 1_048_576),
  waitMs: fields.wholeOr(wait, { min: 0, max: WAIT_LIMIT_MS }, 0),
});

/** Numbers of a query, as fields; what is no number stays a text and is refused. */
function queryFields(query: URLSearchParams, known: readonly string[]): Fields {
  const pairs = [...query].map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text] as const);
  return new Fields(Object.fromEntries(pairs), known);
}

function partitionOf(topic: Topic, text = ''): number {
  const index = /^\d+$/.test(text) ? Number(text) : -1;
  topic.partition(index);
  return index;
}

type Part = { readonly partition: number; readonly records: NewRecord[]; readonly places: number[] };

/** Refuses all of them when one cannot be appended. */
function divide(topic: Topic, given: ReturnType<typeof readRecords>): readonly Part[] {
  const parts = new Map<number, Part>();
  for (const { partition } of given) if (partition !== undefined) topic.partition(partition);
  for (const [place, { record, partition = topic.partitionFor(record) }] of given.entries()) {
    const part = parts.get(partition) ?? { partition, records: [], places: [] };
    parts.set(partition, part);
    part.records.push(record);
    part.places.push(place);
  }
  return [...parts.values()];
}

function appendAll(topic: Topic, parts: readonly Part[], isUrgent: boolean) {
  const offered: Offered[] = [];
  const waits = parts.map(({ partition, records, places }) => {
    const { baseOffset, durable } = topic.partition(partition).append(records, isUrgent);
    for (const [index, place] of places.entries()) offered[place] = { partition, offset: baseOffset + index };
    return durable;
  });
  const durable = Promise.all(waits);
  durable.catch(() => {});
  return { offered, durable };
}
