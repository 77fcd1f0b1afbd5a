/**
 * What the brokers of a run told, bounded: when there is too much, the messages that lie longest back go, and are counted. What
 * exchanges, queues and consumers there are stays, so that the rest can be understood. Pure.
 * @module
 */
import type { BrokerRecord } from './broker-record.ts';

export interface BrokerHistory {
  /** In the order of happening. */
  readonly records: readonly BrokerRecord[];
  /** Records that were not kept. */
  readonly droppedCount: number;
}

/** Four or five records tell the life of a message. */
const RECORD_LIMIT = 20_000;
/** Dropping one at a time would copy the list each time. */
const SLACK = 2_000;

const MESSAGE_KINDS = new Set<BrokerRecord['kind']>([
  'published',
  'enqueued',
  'delivered',
  'acked',
  'requeued',
  'dropped',
  'dead-lettered',
  'refused',
]);

/**
 * The history with more behind it.
 *
 * @param limit Records that are kept; a few more stand in the list until it is worth dropping them.
 *
 * @example
 * addToHistory(timeline.broker, [record]).records.length
 */
export function addToHistory(
  history: BrokerHistory | undefined,
  more: readonly BrokerRecord[],
  limit = RECORD_LIMIT,
): BrokerHistory | undefined {
  if (more.length === 0) return history;
  const records = [...(history?.records ?? []), ...more];
  return boundHistory({ records, droppedCount: history?.droppedCount ?? 0 }, limit);
}

/** The history with no more records than may be, a little slack aside. */
export function boundHistory({ records, droppedCount }: BrokerHistory, limit = RECORD_LIMIT): BrokerHistory {
  if (records.length <= limit + Math.min(SLACK, limit)) return { records, droppedCount };
  let excess = records.length - limit;
  const kept = records
    .filter(({ kind }) => {
      if (excess === 0 || !MESSAGE_KINDS.has(kind)) return true;
      excess -= 1;
      return false;
    })
    .slice(-limit);
  return { records: kept, droppedCount: droppedCount + records.length - kept.length };
}
