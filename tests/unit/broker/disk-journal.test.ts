import { describe, expect, it } from 'vitest';
import { DiskJournal } from '../../../labs/_broker/amqp/disk/disk-journal.ts';
import { JournalError } from '../../../labs/_broker/amqp/disk/journal-error.ts';
import type { JournalRecord } from '../../../labs/_broker/amqp/model/journal.ts';
import type { Message } from '../../../labs/_broker/amqp/model/message.ts';
import { type Files, MemoryDisk } from '../../support/broker/memory-disk.ts';

const FIRST = 'data/journal-00000001.log';

const open = (disk: MemoryDisk, segmentBytes = 1_000_000) => {
  const scheduled: (() => void)[] = [];
  const journal = new DiskJournal({ folder: 'data', fs: disk, schedule: (run) => scheduled.push(run), segmentBytes });
  const commit = () => {
    for (const run of scheduled.splice(0)) run();
    while (disk.finishSync());
  };
  return { journal, commit };
};

const message = (body: string, rest: Partial<Message> = {}): Message => ({
  exchange: '',
  routingKey: 'orders',
  properties: { deliveryMode: 2 },
  body: Buffer.from(body),
  ...rest,
});

const queue: JournalRecord = { kind: 'queue-declared', queue: { id: 1, name: 'orders', autoDelete: false, args: {} } };
const enqueued = (id: number, body = `body ${id}`): JournalRecord => ({
  kind: 'enqueued',
  entry: { id, queueId: 1, expiresAtMs: undefined, message: message(body) },
});

const write = (records: readonly JournalRecord[], segmentBytes?: number): MemoryDisk => {
  const disk = new MemoryDisk();
  const { journal, commit } = open(disk, segmentBytes);
  journal.recover();
  for (const record of records) {
    journal.append(record);
    commit();
  }
  journal.close();
  return disk;
};

const recover = (files: Files) => open(new MemoryDisk(files)).journal.recover();

const codeOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof JournalError ? error.code : String(error);
  }
};

const bytesOf = (files: Files): Buffer => Buffer.from(files.get(FIRST) ?? '');

const damage = (files: Files, at: number): Files => {
  const bytes = bytesOf(files);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  return new Map([[FIRST, bytes]]);
};

describe('DiskJournal', () => {
  it('recover() gives back declarations and messages when it is opened again', () => {
    const disk = write([
      {
        kind: 'exchange-declared',
        exchange: { name: 'x', type: 'topic', autoDelete: false, internal: false, args: {} },
      },
      queue,
      {
        kind: 'bound',
        binding: { source: 'x', destinationKind: 'queue', destination: 'orders', routingKey: 'a.#', args: { n: 1 } },
      },
      enqueued(1),
      enqueued(2),
      enqueued(3),
      { kind: 'delivered', queueId: 1, id: 2 },
      { kind: 'removed', queueId: 1, id: 1 },
    ]);
    const state = recover(disk.files);
    expect(state.exchanges).toMatchObject([{ name: 'x', type: 'topic' }]);
    expect(state.queues).toMatchObject([{ id: 1, name: 'orders' }]);
    expect(state.bindings).toMatchObject([{ source: 'x', routingKey: 'a.#', args: { n: 1 } }]);
    expect(state.entries.map(({ id, redelivered }) => [id, redelivered])).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(state).toMatchObject({ lastQueueId: 1, lastEntryId: 3 });
    expect(disk.openCount).toBe(0);
  });

  it('recover() gives back a message with all its types when its headers hold what JSON lacks', () => {
    const held = message('body', {
      allRoutingKeys: ['orders', 'copy'],
      encodedProperties: Buffer.from([1, 2, 3]),
      properties: {
        deliveryMode: 2,
        timestamp: { '!': 'timestamp', value: 5 },
        headers: {
          raw: Buffer.from([0, 255]),
          big: 2n ** 60n,
          nan: NaN,
          $: ['bytes', 'x'],
          nested: { list: [1, null, { $: 1 }] },
        },
      },
    });
    const disk = write([queue, { kind: 'enqueued', entry: { id: 1, queueId: 1, expiresAtMs: 99, message: held } }]);
    expect(recover(disk.files).entries).toEqual([
      { id: 1, queueId: 1, expiresAtMs: 99, redelivered: false, message: held },
    ]);
  });

  it('recover() gives none of the old messages when a queue was deleted and made again', () => {
    const again: JournalRecord = {
      kind: 'queue-declared',
      queue: { id: 2, name: 'orders', autoDelete: false, args: {} },
    };
    const state = recover(write([queue, enqueued(1), { kind: 'queue-deleted', id: 1 }, again]).files);
    expect(state.queues).toMatchObject([{ id: 2 }]);
    expect(state.entries).toEqual([]);
  });

  it('recover() forgets a binding when either of its ends was deleted', () => {
    const bound: JournalRecord = {
      kind: 'bound',
      binding: { source: 'amq.topic', destinationKind: 'queue', destination: 'orders', routingKey: 'a', args: {} },
    };
    expect(recover(write([queue, bound]).files).bindings).toHaveLength(1);
    expect(recover(write([queue, bound, { kind: 'queue-deleted', id: 1 }]).files).bindings).toEqual([]);
  });

  it('onDurable() tells the position when the fsync came back and not before', () => {
    const disk = new MemoryDisk();
    const { journal, commit } = open(disk);
    journal.recover();
    const durable: number[] = [];
    journal.onDurable((position) => durable.push(position));
    const first = journal.append(queue);
    const second = journal.append(enqueued(1));
    journal.write();
    expect(durable).toEqual([]);
    commit();
    expect(durable).toEqual([second]);
    expect(second).toBeGreaterThan(first);
  });

  it('write() shares one fsync among all records that came together', () => {
    let syncs = 0;
    const disk = new MemoryDisk(new Map(), ({ kind }) => (syncs += Number(kind === 'sync')));
    const { journal, commit } = open(disk);
    journal.recover();
    for (let id = 1; id <= 500; id++) journal.append(enqueued(id));
    commit();
    expect(syncs).toBe(1);
  });

  it('write() keeps the disk small when messages come and go', () => {
    const records = Array.from({ length: 2_000 }, (_, at): JournalRecord[] => [
      enqueued(at + 2),
      { kind: 'removed', queueId: 1, id: at + 2 },
    ]).flat();
    const disk = write([queue, enqueued(1), ...records], 4_000);
    const bytes = [...disk.files.values()].reduce((sum, file) => sum + file.length, 0);
    expect(bytes).toBeLessThan(20_000);
    const state = recover(disk.files);
    expect(state.entries.map(({ id }) => id)).toEqual([1]);
    expect(state.queues).toMatchObject([{ name: 'orders' }]);
    expect(state.lastEntryId).toBe(2_001);
  });

  it('write() ends with a code and a hint when the disk is full, and what was durable stays', () => {
    const disk = new MemoryDisk();
    const { journal, commit } = open(disk);
    journal.recover();
    journal.append(queue);
    journal.append(enqueued(1));
    commit();
    disk.roomBytes = 20;
    journal.append(enqueued(2));
    expect(codeOf(() => journal.write())).toBe('BROKER_JOURNAL_UNWRITABLE');
    expect(recover(disk.files).entries.map(({ id }) => id)).toEqual([1]);
  });

  it('recover() tells the file and the byte when anything but the end of the last file is damaged', () => {
    const { files } = write([queue, enqueued(1), enqueued(2)]);
    // In the last frame the damage may be what a crash leaves; then one message is missing.
    const honest: unknown[] = ['BROKER_JOURNAL_CORRUPT', 'BROKER_JOURNAL_UNKNOWN', 1];
    const places = Array.from(bytesOf(files), (_, at) => at);
    const wrong = places.filter((at) => !honest.includes(codeOf(() => recover(damage(files, at)).entries.length)));
    expect(wrong).toEqual([]);
    expect(() => recover(damage(files, 30))).toThrow(/journal-00000001\.log.* byte 8 .*checksum/);
  });

  it('recover() refuses a file that is no journal', () => {
    expect(codeOf(() => recover(new Map([[FIRST, Buffer.from('SQLite format 3')]])))).toBe('BROKER_JOURNAL_UNKNOWN');
  });

  it('recover() leaves other files of the folder alone', () => {
    const disk = new MemoryDisk(new Map([['data/notes.txt', Buffer.from('mine')]]));
    open(disk).journal.recover();
    expect(disk.files.get('data/notes.txt')?.toString()).toBe('mine');
  });
});
