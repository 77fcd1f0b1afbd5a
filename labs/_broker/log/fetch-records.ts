/**
 * Reads from several partitions, and waits for the first record when there is none (long polling). Runs in the log service.
 * @module
 */
import type { LogRecord } from './log-record.ts';
import type { Topic } from './topic.ts';

export interface FetchFrom {
  readonly topic: Topic;
  readonly partition: number;
  readonly offset: number;
}

interface FetchLimits {
  /** Of all partitions together. */
  readonly maxRecords: number;
  /** Of each partition; one record is given however large it is. */
  readonly maxBytes: number;
  readonly waitMs: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

interface Range {
  readonly startOffset: number;
  readonly highWatermark: number;
}

type Fetched = { readonly topic: Topic; readonly partition: number; readonly range: Range } & (
  | { readonly records: readonly LogRecord[] }
  | { readonly error: { readonly code: 'offset-out-of-range'; readonly detail: string } }
);

/** An answer for each partition, in the order asked for. A partition of which the offset is gone does not hold up the others. */
export async function fetchRecords(from: readonly FetchFrom[], limits: FetchLimits): Promise<readonly Fetched[]> {
  const found = readAll(from, limits);
  if (limits.waitMs === 0 || found.some(hasNews)) return found;
  await nextRecord(from, limits);
  return readAll(from, limits);
}

const hasNews = (fetched: Fetched): boolean => 'error' in fetched || fetched.records.length > 0;

function readAll(from: readonly FetchFrom[], { maxRecords, maxBytes }: FetchLimits): readonly Fetched[] {
  let rest = maxRecords;
  return from.map(({ topic, partition: index, offset }): Fetched => {
    const partition = topic.partition(index);
    const range = { startOffset: partition.startOffset, highWatermark: partition.highWatermark };
    const place = { topic, partition: index, range };
    if (offset < range.startOffset || offset > range.highWatermark) {
      const detail = `${topic.name}/${index} holds the offsets ${range.startOffset} to ${range.highWatermark}, and no ${offset}`;
      return { ...place, error: { code: 'offset-out-of-range', detail } };
    }
    const records = partition.read(offset, { maxRecords: rest, maxBytes });
    rest -= records.length;
    return { ...place, records };
  });
}

/** Resolves with the first durable record of any of them, or when the time is over. */
function nextRecord(from: readonly FetchFrom[], { waitMs, signal }: FetchLimits): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    const stops = from.map(({ topic, partition }) => topic.partition(partition).onDurable(done));
    signal.addEventListener('abort', done);
  });
}
