import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToHistory, type BrokerHistory } from '#bench/judge/broker-history.ts';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';

const declared: BrokerRecord = { kind: 'queue-declared', queue: 'mails', durable: true, broker: 'broker', atMs: 0 };
const acked = (entry: number): BrokerRecord => ({
  kind: 'acked',
  queue: 'mails',
  entry,
  readyCount: 0,
  unackedCount: 0,
  broker: 'broker',
  atMs: entry,
});

describe('addToHistory()', () => {
  test('gives back the same history when nothing is added', () => {
    expect(addToHistory(undefined, [])).toBeUndefined();
  });

  test('keeps the newest messages and every declaration when there is too much, and counts what went', () => {
    const many = [declared, ...Array.from({ length: 30 }, (_, index) => acked(index))];

    const history = addToHistory(undefined, many, 10);

    expect(history?.records).toEqual([declared, ...many.slice(-9)]);
    expect(history?.droppedCount).toBe(21);
  });

  test('counts everything exactly once, however it comes in pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const pieces = sizes.map((size) => Array.from({ length: size }, (_, index) => acked(index)));
        const history = pieces.reduce<ReturnType<typeof addToHistory>>(
          (known, piece) => addToHistory(known, piece, 10),
          undefined,
        );
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const { records, droppedCount } = history as BrokerHistory;
        expect(records.length + droppedCount).toBe(total);
        expect(records.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
