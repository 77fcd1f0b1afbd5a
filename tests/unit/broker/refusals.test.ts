import { describe, expect, it } from 'vitest';
import { AmqpError } from '../../../labs/_broker/amqp/model/amqp-error.ts';
import type { ChannelMethods } from '../../../labs/_broker/amqp/model/channel-methods.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from '../../support/broker/manual-clock.ts';
import { RecordingClient } from '../../support/broker/recording-client.ts';

const refusalOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AmqpError) return `${error.scope} ${error.replyCode} ${error.replyText}`;
    throw error;
  }
  return 'nothing';
};

const publish = (channel: ChannelMethods, exchange: string, properties = {}) =>
  channel.publish({ message: { exchange, routingKey: 'q', properties, body: new Uint8Array() } });

const cases: readonly (readonly [string, (channel: ChannelMethods) => unknown, string])[] = [
  ['a queue is missing', (c) => c.queuePurge({ queue: 'x' }), "channel 404 NOT_FOUND - no queue 'x' in vhost '/'"],
  ['an exchange is missing', (c) => publish(c, 'x'), "channel 404 NOT_FOUND - no exchange 'x' in vhost '/'"],
  [
    'a queue is durable and was not',
    (c) => c.queueDeclare({ queue: 'q', durable: true }),
    "channel 406 PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'",
  ],
  [
    'an argument is new',
    (c) => c.queueDeclare({ queue: 'q', args: { 'x-max-length': 5 } }),
    "channel 406 PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q' in vhost '/': received the value '5' of type 'byte' but current is none",
  ],
  [
    'an argument differs',
    (c) => c.queueDeclare({ queue: 'limited', args: { 'x-max-length': 7 } }),
    "channel 406 PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'limited' in vhost '/': received '7' but current is '5'",
  ],
  [
    'an exchange has another type',
    (c) => c.exchangeDeclare({ exchange: 'amq.topic', type: 'fanout', durable: true }),
    "channel 406 PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'amq.topic' in vhost '/': received 'fanout' but current is 'topic'",
  ],
  [
    'a time to live is negative',
    (c) => c.queueDeclare({ queue: 'new', args: { 'x-message-ttl': -1 } }),
    "channel 406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'new' in vhost '/': {value_negative,-1}",
  ],
  [
    'a time to live is text',
    (c) => c.queueDeclare({ queue: 'new', args: { 'x-message-ttl': '5' } }),
    `channel 406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'new' in vhost '/': "expected integer, got longstr"`,
  ],
  [
    'an argument belongs to quorum queues',
    (c) => c.queueDeclare({ queue: 'new', args: { 'x-delivery-limit': 5 } }),
    "channel 406 PRECONDITION_FAILED - invalid arg 'x-delivery-limit' for queue 'new' in vhost '/' of queue type rabbit_classic_queue",
  ],
  [
    'a queue is to be a quorum queue',
    (c) => c.queueDeclare({ queue: 'new', durable: true, args: { 'x-queue-type': 'quorum' } }),
    "connection 540 NOT_IMPLEMENTED - queue type 'quorum' of queue 'new' in vhost '/'",
  ],
  [
    'a name is reserved',
    (c) => c.queueDeclare({ queue: 'amq.mine' }),
    "channel 403 ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*'",
  ],
  [
    'the default exchange is bound',
    (c) => c.queueBind({ queue: 'q', exchange: '', routingKey: 'k' }),
    'channel 403 ACCESS_REFUSED - operation not permitted on the default exchange',
  ],
  [
    'a system exchange is deleted',
    (c) => c.exchangeDelete({ exchange: 'amq.direct' }),
    "channel 403 ACCESS_REFUSED - deletion of system exchange 'amq.direct' in vhost '/' not allowed",
  ],
  [
    'an internal exchange is published to',
    (c) => publish(c, 'inside'),
    "channel 403 ACCESS_REFUSED - cannot publish to internal exchange 'inside' in vhost '/'",
  ],
  [
    'an expiration is no number',
    (c) => publish(c, '', { expiration: 'soon' }),
    "channel 406 PRECONDITION_FAILED - invalid expiration 'soon': no_integer",
  ],
  [
    'a user pretends to be another',
    (c) => publish(c, '', { userId: 'root' }),
    "channel 406 PRECONDITION_FAILED - user_id property set to 'root' but authenticated user was 'guest'",
  ],
  [
    'a delivery tag is unknown',
    (c) => c.ack({ deliveryTag: 9 }),
    'channel 406 PRECONDITION_FAILED - unknown delivery tag 9',
  ],
  [
    'a prefetch has a size',
    (c) => c.qos({ prefetchSize: 5, prefetchCount: 1 }),
    'connection 540 NOT_IMPLEMENTED - prefetch_size!=0 (5)',
  ],
  ['a flow is stopped', (c) => c.flow({ active: false }), 'connection 540 NOT_IMPLEMENTED - active=false'],
  [
    'recovery keeps the consumer',
    (c) => c.recover({ requeue: false }),
    'connection 540 NOT_IMPLEMENTED - requeue=false',
  ],
  [
    'a commit has no transaction',
    (c) => c.txCommit(() => undefined),
    'channel 406 PRECONDITION_FAILED - channel is not transactional',
  ],
  [
    'a consumer tag is taken',
    (c) => c.consume({ queue: 'q', consumerTag: c.consume({ queue: 'q', consumerTag: 'me' }) }),
    "connection 530 NOT_ALLOWED - attempt to reuse consumer tag 'me'",
  ],
  [
    'a consumer wants a queue for itself that has one',
    (c) => c.consume({ queue: 'q', exclusive: true, consumerTag: c.consume({ queue: 'q', consumerTag: 'me' }) + '2' }),
    "channel 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use",
  ],
  [
    'an exchange has no known type',
    (c) => c.exchangeDeclare({ exchange: 'new', type: 'x-none' }),
    "connection 503 COMMAND_INVALID - unknown exchange type 'x-none'",
  ],
];

describe('VirtualHost', () => {
  it.each(cases)('refuses in the words of RabbitMQ when %s', (_when, ask, expected) => {
    const { channel } = new RecordingClient(new VirtualHost({ clock: new ManualClock() }));
    channel.queueDeclare({ queue: 'q' });
    channel.queueDeclare({ queue: 'limited', args: { 'x-max-length': 5 } });
    channel.exchangeDeclare({ exchange: 'inside', type: 'fanout', internal: true });
    expect(refusalOf(() => ask(channel))).toBe(expected);
  });

  it('refuses a queue to every connection but its owner when it is exclusive, and deletes it with the owner', () => {
    const vhost = new VirtualHost({ clock: new ManualClock() });
    const [owner, other] = [new RecordingClient(vhost), new RecordingClient(vhost)];
    owner.channel.queueDeclare({ queue: 'mine', exclusive: true });
    expect(refusalOf(() => other.channel.get({ queue: 'mine' }))).toMatch(
      /^channel 405 RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'mine' in vhost '\/'\. It could be/,
    );
    owner.connection.close();
    expect(refusalOf(() => other.channel.get({ queue: 'mine' }))).toMatch(/^channel 404/);
  });

  it('blocks a connection that publishes when memory is short, then refuses, and unblocks it when there is room', () => {
    const limits = { memoryHighBytes: 1_000, memoryMaxBytes: 2_000 };
    const client = new RecordingClient(new VirtualHost({ clock: new ManualClock(), limits }));
    client.channel.queueDeclare({ queue: 'q' });
    for (const body of ['a', 'b', 'c', 'd']) client.publish('q', body);
    expect(client.log).toEqual(['blocked low on memory']);
    expect(client.connection.isBlocked).toBe(true);
    expect(refusalOf(() => client.publish('q', 'e'))).toMatch(/^connection 506 RESOURCE_ERROR/);
    client.channel.queuePurge({ queue: 'q' });
    expect(client.log).toEqual(['blocked low on memory', 'unblocked']);
  });
});
