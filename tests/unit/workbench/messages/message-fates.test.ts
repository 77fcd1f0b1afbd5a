import { describe, expect, test } from 'vitest';
import { messageFates } from '../../../../src/workbench/messages/message-fates.ts';
import { fateWords, nameOf } from '../../../../src/workbench/messages/message-words.ts';
import { record } from '../../../support/broker-records.ts';

const words = (...[records, untilMs]: Parameters<typeof messageFates>): readonly string[] =>
  messageFates(records, untilMs).map((fate) => `${nameOf(fate)}: ${fateWords(fate)}`);

const published = [
  record('published', 1, { messageId: 'm-1', peer: 'orders', queues: ['mails', 'parcels'] }),
  record('enqueued', 1, { readyCount: 1 }),
  record('enqueued', 1, { queue: 'parcels', entry: 2, readyCount: 1 }),
];

describe('messageFates()', () => {
  test('follows each copy of a message on its own', () => {
    const records = [
      ...published,
      record('delivered', 2, { peer: 'notifications', unackedCount: 1 }),
      record('acked', 5),
    ];

    expect(words(records)).toEqual(['m-1: mails: acknowledged; parcels: waits']);
    expect(words(records, 2)).toEqual(['m-1: mails: in hand, not acknowledged; parcels: waits']);
  });

  test('counts deliveries, and names who got each', () => {
    const records = [
      ...published,
      record('delivered', 2, { peer: 'notifications-1' }),
      record('requeued', 3),
      record('delivered', 4, { peer: 'notifications-2', redelivered: true }),
    ];
    const [fate] = messageFates(records);

    expect(fate?.copies[0]?.steps.map(({ kind, peer, isAgain }) => [kind, peer, isAgain])).toEqual([
      ['enqueued', undefined, undefined],
      ['delivered', 'notifications-1', false],
      ['requeued', undefined, undefined],
      ['delivered', 'notifications-2', true],
    ]);
    expect(words(records)[0]).toContain('delivered 2 times');
  });

  test('leads from a message that died to the one that goes on', () => {
    const fates = messageFates([
      ...published,
      record('published', 3, { publication: 2, exchange: 'dead', queues: ['dead'] }),
      record('enqueued', 3, { publication: 2, queue: 'dead', entry: 3 }),
      record('dead-lettered', 3, { publication: 2, exchange: 'dead' }),
    ]);

    expect(fates[0]?.copies[0]).toMatchObject({ state: 'dead-lettered' });
    expect(fates[0]?.copies[0]?.steps.at(-1)?.goesOnAs).toBe(fates[1]?.id);
    expect(fates[1]?.published).not.toHaveProperty('peer', expect.anything());
  });

  test.each([
    ['returned', true, '✕ returned: no queue is bound for it'],
    ['dropped', false, '✕ dropped: no queue is bound for it'],
  ])('says of a message without a queue that it was %s', (_what, returned, said) => {
    expect(words([record('published', 1, { messageId: 'm-1', queues: [], returned })])).toEqual([`m-1: ${said}`]);
  });

  test('names a full queue that refused', () => {
    expect(words([record('published', 1, { messageId: 'm-1' }), record('refused', 1)])).toEqual([
      'm-1: mails: ✕ refused, the queue was full',
    ]);
  });

  test('tells what a new process of the broker found on its disk from what was lost', () => {
    const records = [
      ...published,
      record('started', 9),
      record('recovered', 9, {
        queues: [{ queue: 'mails', durable: true, entries: [1] }],
        exchanges: [],
        bindings: [],
      }),
      record('published', 10, { messageId: 'm-2', queues: ['mails'] }),
      record('enqueued', 10, { entry: 2 }),
    ];

    expect(words(records)).toEqual(['m-1: mails: waits; parcels: ✕ lost with the broker', 'm-2: mails: waits']);
  });

  test('ends what somebody had in hand when its queue is deleted', () => {
    expect(words([...published, record('delivered', 2), record('queue-deleted', 3)])).toEqual([
      'm-1: mails: ✕ dropped; parcels: waits',
    ]);
  });

  test('follows a message whose beginning was not kept', () => {
    expect(words([record('delivered', 2, { peer: 'notifications' }), record('acked', 3)])).toEqual([
      'published earlier: mails: acknowledged',
    ]);
  });
});
