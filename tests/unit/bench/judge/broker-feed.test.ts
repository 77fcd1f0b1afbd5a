import { describe, expect, test } from 'vitest';
import { BROKER_CHANNEL, BrokerFeed } from '#bench/judge/broker-feed.ts';
import { hostAddress } from '#platform/host-address.ts';

const broker = { pid: 4, name: 'broker' };
const cause = { atUs: 12_500, operation: 'r-1' };
const added = (peer?: string): string =>
  JSON.stringify({ kind: 'consumer-added', queue: 'mails', consumerTag: 'c', peer });

describe('BrokerFeed.take()', () => {
  test('gives a record its time, its request, and the name of who is connected', () => {
    const feed = new BrokerFeed();
    feed.name('notifications-2');

    expect(feed.take(broker, BROKER_CHANNEL, added(hostAddress('notifications-2')), cause)).toEqual({
      kind: 'consumer-added',
      queue: 'mails',
      consumerTag: 'c',
      peer: 'notifications-2',
      broker: 'broker',
      atMs: 12.5,
      operation: 'r-1',
    });
    expect(feed.history()?.records).toHaveLength(1);
  });

  test('keeps the address of a stranger', () => {
    expect(new BrokerFeed().take(broker, BROKER_CHANNEL, added('10.1.2.3'), cause)).toMatchObject({ peer: '10.1.2.3' });
  });

  test.each([
    ['another channel', 'undici:request', added()],
    ['no JSON', BROKER_CHANNEL, 'hello'],
    ['null', BROKER_CHANNEL, 'null'],
    ['an unknown kind', BROKER_CHANNEL, '{"kind":"toString"}'],
    ['a field of another type', BROKER_CHANNEL, '{"kind":"queue-deleted","queue":4}'],
    ['a field too few', BROKER_CHANNEL, '{"kind":"queue-declared","queue":"mails"}'],
  ])('keeps nothing of %s', (_what, channel, text) => {
    const feed = new BrokerFeed();

    expect(feed.take(broker, channel, text, cause)).toBeUndefined();
    expect(feed.history()).toBeUndefined();
  });
});
