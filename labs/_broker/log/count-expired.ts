/**
 * Retention: which records at the front of a partition are to go. Pure.
 * @module
 */
import { sizeOfRecord, type LogRecord, type Retention } from './log-record.ts';

/**
 * @param records In order; `totalBytes` is their size.
 * @returns How many at the front are beyond one of the limits.
 *
 * @example
 * countExpired(records, totalBytes, { records: 100, ageMs: 60_000 }, Date.now())
 */
export function countExpired(
  records: readonly LogRecord[],
  totalBytes: number,
  { records: keptRecords = Infinity, bytes: keptBytes = Infinity, ageMs = Infinity }: Retention,
  nowMs: number,
): number {
  let restBytes = totalBytes;
  for (const [index, record] of records.entries()) {
    const isOver = records.length - index > keptRecords || restBytes > keptBytes || nowMs - record.timestampMs > ageMs;
    if (!isOver) return index;
    restBytes -= sizeOfRecord(record);
  }
  return records.length;
}
