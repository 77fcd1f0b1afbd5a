import { expect, test } from 'vitest';
import { ByteRecorder, CONNECTION_LIMIT, TRANSFER_LIMIT } from '#bench/judge/byte-recorder.ts';
import type { TimelineConnection, TimelineTransfer } from '#bench/judge/timeline-bytes.ts';

const ORDERS = { id: 1, from: 'orders', to: 'broker', port: 5672 };

function recorderOf(keeps: 'first' | 'latest' = 'first') {
  const told: (readonly [TimelineConnection, (TimelineTransfer | undefined)?])[] = [];
  const recorder = new ByteRecorder(keeps, (...change) => told.push(change));
  return { recorder, told };
}

test('ByteRecorder has nothing where every connection was HTTP', () => {
  expect(recorderOf().recorder.bytes()).toBeUndefined();
});

test('ByteRecorder keeps who held a connection to whom, its bytes in each direction and its end', () => {
  const { recorder } = recorderOf();
  recorder.opened(ORDERS, 1_000);
  recorder.sent(1, { isBack: false, byteCount: 8 }, { atUs: 1_000 });
  recorder.sent(1, { isBack: true, byteCount: 500 }, { atUs: 2_000, operation: 'r-1' });
  recorder.held(1, 'a partition', 3_000);
  recorder.freed(1, 4_000);
  recorder.ended(1, { how: 'ended', by: 'broker' }, 5_000);

  expect(recorder.bytes()).toEqual({
    connections: [
      {
        id: 'c-1',
        from: 'orders',
        to: 'broker',
        port: 5672,
        openedAtMs: 1,
        endedAtMs: 5,
        ending: 'ended',
        endedBy: 'broker',
        holds: [{ fromMs: 3, toMs: 4, fault: 'a partition' }],
        sentBytes: 8,
        returnedBytes: 500,
      },
    ],
    transfers: [
      { id: 't-1', connection: 'c-1', atMs: 1, isBack: false, byteCount: 8 },
      { id: 't-2', connection: 'c-1', atMs: 2, isBack: true, byteCount: 500, operation: 'r-1' },
    ],
    droppedConnectionCount: 0,
    droppedTransferCount: 0,
  });
});

test('ByteRecorder joins what one side sends in one instant for one operation, and tells each change', () => {
  const { recorder, told } = recorderOf();
  recorder.opened(ORDERS, 0);
  for (const operation of ['r-1', 'r-1', 'r-2'])
    recorder.sent(1, { isBack: false, byteCount: 10 }, { atUs: 7_000, operation });

  expect(recorder.bytes()?.transfers.map(({ id, byteCount }) => [id, byteCount])).toEqual([
    ['t-1', 20],
    ['t-2', 10],
  ]);
  expect(told.map(([{ sentBytes }, transfer]) => [sentBytes, transfer?.id, transfer?.byteCount])).toEqual([
    [0, undefined, undefined],
    [10, 't-1', 10],
    [20, 't-1', 20],
    [30, 't-2', 10],
  ]);
});

test.each([
  ['first', 't-1', 'c-1'],
  ['latest', 't-4', 'c-3'],
] as const)(
  'ByteRecorder keeps the %s transfers and connections, counts the rest, and all bytes',
  (keeps, transfer, connection) => {
    const { recorder } = recorderOf(keeps);
    recorder.opened({ ...ORDERS, id: 1 }, 0);
    for (let index = 0; index < TRANSFER_LIMIT + 3; index += 1)
      recorder.sent(1, { isBack: false, byteCount: 2 }, { atUs: index * 1_000 });
    const bytes = recorder.bytes();
    expect([bytes?.transfers.length, bytes?.transfers[0]?.id, bytes?.droppedTransferCount]).toEqual([
      TRANSFER_LIMIT,
      transfer,
      3,
    ]);
    expect(bytes?.connections[0]?.sentBytes).toBe(2 * (TRANSFER_LIMIT + 3));

    for (let id = 2; id <= CONNECTION_LIMIT + 2; id += 1) recorder.opened({ ...ORDERS, id }, 0);
    const full = recorder.bytes();
    expect([full?.connections.length, full?.connections[0]?.id, full?.droppedConnectionCount]).toEqual([
      CONNECTION_LIMIT,
      connection,
      2,
    ]);
  },
);
