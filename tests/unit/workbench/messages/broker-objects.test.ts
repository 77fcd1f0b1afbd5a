import { describe, expect, test } from 'vitest';
import { brokerObjects } from '../../../../src/workbench/messages/broker-objects.ts';
import { record } from '../../../support/broker-records.ts';

const bound = { destinationKind: 'queue', destination: 'mails', routingKey: 'order.*' };
const records = [
  record('exchange-declared', 1, { exchange: 'amq.topic', type: 'topic' }),
  record('exchange-declared', 1, { type: 'topic' }),
  record('queue-declared', 2),
  record('bound', 3, bound),
  record('consumer-added', 4, { consumerTag: 'c-1', peer: 'notifications-1' }),
  record('consumer-added', 4, { consumerTag: 'c-1', peer: 'notifications-2' }),
  record('enqueued', 5, { readyCount: 1 }),
  record('enqueued', 6, { entry: 2, readyCount: 2 }),
  record('delivered', 7, { readyCount: 1, unackedCount: 1 }),
];

describe('brokerObjects()', () => {
  test('has exchanges with bindings, and queues with counts, readers and the oldest message', () => {
    expect(brokerObjects(records)).toEqual({
      exchanges: [{ broker: 'broker', name: 'shop', type: 'topic', isDurable: true, bindings: [bound] }],
      queues: [
        {
          broker: 'broker',
          name: 'mails',
          isDurable: true,
          readyCount: 1,
          unackedCount: 1,
          consumers: ['notifications-1', 'notifications-2'],
          oldestAtMs: 5,
        },
      ],
    });
  });

  test('stands at the moment that is asked for', () => {
    expect(brokerObjects(records, 5).queues[0]).toMatchObject({ readyCount: 1, unackedCount: 0 });
    expect(brokerObjects(records, 0)).toEqual({ exchanges: [], queues: [] });
  });

  test('takes the reader that left, and the message that was acknowledged, out', () => {
    const { queues } = brokerObjects([
      ...records,
      record('acked', 8, { readyCount: 1 }),
      record('consumer-removed', 8, { consumerTag: 'c-1', peer: 'notifications-2' }),
    ]);

    expect(queues[0]).toMatchObject({ unackedCount: 0, oldestAtMs: 6, consumers: ['notifications-1'] });
  });

  test('unbinds what is deleted', () => {
    expect(brokerObjects([...records, record('queue-deleted', 8)])).toMatchObject({
      exchanges: [{ name: 'shop', bindings: [] }],
      queues: [],
    });
    expect(brokerObjects([...records, record('unbound', 8, bound)]).exchanges[0]?.bindings).toEqual([]);
  });

  test('has of a broker that started again what it found, with the age that it had', () => {
    const { queues } = brokerObjects([
      ...records,
      record('started', 9),
      record('recovered', 9, {
        exchanges: [],
        bindings: [],
        queues: [{ queue: 'mails', durable: true, entries: [2] }],
      }),
    ]);

    expect(queues).toMatchObject([{ readyCount: 1, unackedCount: 0, consumers: [], oldestAtMs: 6 }]);
  });
});
