import { expect, test } from 'vitest';
import { messageFates } from '../../../../src/workbench/messages/message-fates.ts';
import { selectMessages } from '../../../../src/workbench/messages/select-messages.ts';
import { record } from '../../../support/broker-records.ts';

const fates = messageFates([
  record('published', 1, { messageId: 'one', body: '{"email":"ADA@example.org"}' }),
  record('enqueued', 1),
  record('published', 2, { publication: 2, messageId: 'two', queues: ['parcels'] }),
  record('enqueued', 2, { publication: 2, queue: 'parcels', entry: 2 }),
  record('delivered', 3, { queue: 'parcels', entry: 2, peer: 'shipping-2' }),
  record('published', 4, { publication: 3, messageId: 'three', queues: [] }),
]);
const all = { text: '', filter: 'all' } as const;
const ids = (selection: Parameters<typeof selectMessages>[1]): readonly (string | undefined)[] =>
  selectMessages(fates, selection).map(({ published }) => published?.messageId);

test.each([
  ['everything without a wish', all, ['one', 'two', 'three']],
  ['words of the body in any case', { ...all, text: ' ada@ ' }, ['one']],
  ['who got it', { ...all, text: 'shipping-2' }, ['two']],
  ['a queue', { ...all, queue: 'mails' }, ['one']],
  ['what waits', { ...all, filter: 'waiting' }, ['one']],
  ['what is in hand', { ...all, filter: 'in-hand' }, ['two']],
  ['what reached no queue as gone', { ...all, filter: 'gone' }, ['three']],
  ['a fate in a queue', { ...all, filter: 'waiting', queue: 'parcels' }, []],
] as const)('selectMessages() finds %s', (_what, selection, found) => {
  expect(ids(selection)).toEqual(found);
});
