/**
 * Reads the segments of a journal in their order and says what is left of all that was recorded. Runs in Node and in the
 * simulated engine.
 * @module
 */
import type { EntryRecord, JournalRecord, RecoveredState } from '../model/journal.ts';
import type { Definitions } from './definitions.ts';
import type { FileSystem } from './file-system.ts';
import type { LiveEntries } from './live-entries.ts';
import { decodeRecord, splitRecords } from './record-codec.ts';
import { listSegments, readSegment, type Segment } from './segment-file.ts';

interface Read {
  readonly state: RecoveredState;
  /** Ascending. */
  readonly segments: readonly Segment[];
}

/**
 * @param definitions Filled with what is declared.
 * @param live Filled with the messages that count.
 * @throws {JournalError}
 */
export function recoverJournal(fs: FileSystem, folder: string, definitions: Definitions, live: LiveEntries): Read {
  fs.mkdirSync(folder, { recursive: true });
  const entries = new Map<number, EntryRecord>();
  const segments: Segment[] = [];
  let lastQueueId = 0;
  let lastEntryId = 0;

  const apply = (record: JournalRecord, segment: number, bytes: number): void => {
    definitions.apply(record);
    if (record.kind === 'enqueued') {
      const { id, queueId } = record.entry;
      lastEntryId = Math.max(lastEntryId, id);
      entries.set(id, record.entry);
      live.add(queueId, id, segment, bytes);
    } else if (record.kind === 'delivered') {
      if (live.has(record.queueId, record.id)) live.markDelivered(record.id);
    } else if (record.kind === 'removed') {
      live.remove(record.queueId, record.id);
      entries.delete(record.id);
    } else if (record.kind === 'queue-deleted') live.removeQueue(record.id);
    else if (record.kind === 'queue-declared') lastQueueId = Math.max(lastQueueId, record.queue.id);
  };

  const numbers = listSegments(fs, folder);
  for (const number of numbers) {
    const read = readSegment(fs, folder, number, number === numbers.at(-1));
    if (!read) continue;
    segments.push(read.segment);
    for (const payload of read.payloads) {
      for (const bytes of splitRecords(payload)) {
        const record = decodeRecord(bytes);
        if (record.kind === 'segment-start') {
          lastQueueId = Math.max(lastQueueId, record.lastQueueId);
          lastEntryId = Math.max(lastEntryId, record.lastEntryId);
          definitions.clear();
          for (const one of record.definitions) apply(one, number, 0);
        } else apply(record, number, bytes.length);
      }
    }
  }
  const kept = [...entries.values()].filter(({ id, queueId }) => live.has(queueId, id));
  return {
    segments,
    state: {
      exchanges: [...definitions.exchanges.values()],
      queues: [...definitions.queues.values()],
      bindings: [...definitions.bindings.values()],
      entries: kept
        .toSorted((a, b) => a.id - b.id)
        .map((entry) => ({ ...entry, redelivered: live.wasDelivered(entry.id) })),
      lastQueueId,
      lastEntryId,
    },
  };
}
