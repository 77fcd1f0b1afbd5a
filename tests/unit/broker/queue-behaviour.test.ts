import { describe, expect, it } from 'vitest';
import type { FieldTable, Properties } from '../../../labs/_broker/amqp/model/message.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from '../../support/broker/manual-clock.ts';
import { bodyOf, RecordingClient } from '../../support/broker/recording-client.ts';

const start = (args: FieldTable = {}) => {
  const clock = new ManualClock();
  const vhost = new VirtualHost({ clock });
  const client = new RecordingClient(vhost);
  client.channel.queueDeclare({ queue: 'dead' });
  client.channel.queueDeclare({ queue: 'q', args });
  return { clock, vhost, client, another: () => new RecordingClient(vhost) };
};

const DEAD = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };

const fill = (client: RecordingClient, bodies: string, properties: Properties = {}): void => {
  for (const body of bodies) client.publish('q', body, { properties });
};
const left = (client: RecordingClient, queue = 'q'): string => client.drain(queue).map(bodyOf).join('');

describe('MessageQueue', () => {
  it('serves consumers in turn when they have equal priority', () => {
    const { client, another } = start();
    const other = another();
    client.consume('q', { noAck: true });
    other.consume('q', { noAck: true });
    fill(client, 'abcdef');
    expect([client.bodies.join(''), other.bodies.join('')]).toEqual(['ace', 'bdf']);
  });

  it('serves the consumer of higher priority first until its prefetch is used up', () => {
    const { client, another } = start();
    const urgent = another();
    client.consume('q');
    urgent.channel.qos({ prefetchCount: 2 });
    urgent.consume('q', { priority: 5 });
    fill(client, 'abcd');
    expect([urgent.bodies.join(''), client.bodies.join('')]).toEqual(['ab', 'cd']);
  });

  it('serves one consumer alone, and the next when that one leaves, with a single active consumer', () => {
    const { client, another } = start({ 'x-single-active-consumer': true });
    const other = another();
    const tag = client.consume('q', { noAck: true });
    other.consume('q', { noAck: true });
    fill(client, 'ab');
    client.channel.cancel({ consumerTag: tag });
    fill(client, 'cd');
    expect([client.bodies.join(''), other.bodies.join('')]).toEqual(['ab', 'cd']);
  });

  it('puts messages back at their old places and flags them redelivered', () => {
    const { client } = start();
    fill(client, 'abcd');
    for (const tag of [1, 2, 3]) expect(client.getTag('q')).toBe(tag);
    client.channel.ack({ deliveryTag: 2 });
    client.channel.recover({ requeue: true });
    client.consume('q');
    expect(client.bodies.join('')).toBe('acd');
    expect(client.deliveries.map(({ redelivered }) => redelivered)).toEqual([true, true, false]);
  });

  it('takes more urgent messages first, and equal ones in their order', () => {
    const { client } = start({ 'x-max-priority': 2 });
    for (const [body, priority] of [
      ['a', 0],
      ['b', 2],
      ['c', 1],
      ['d', 9],
      ['e', 0],
    ] as const)
      client.publish('q', body, { properties: { priority } });
    expect(left(client)).toBe('bdcae');
  });

  it('expires messages at its head only, by the shorter of both times', () => {
    const { client, clock } = start({ ...DEAD, 'x-message-ttl': 100 });
    fill(client, 'a');
    fill(client, 'b', { expiration: '10' });
    clock.advance(50);
    expect(client.channel.queueDeclare({ queue: 'q', passive: true }).messageCount).toBe(2);
    clock.advance(50);
    expect(left(client, 'dead')).toBe('ab');
  });

  it('gives a message without any time to live to a consumer that waits, and to nobody later', () => {
    const { client } = start({ 'x-message-ttl': 0 });
    fill(client, 'a');
    client.consume('q');
    fill(client, 'b');
    expect(client.bodies).toEqual(['b']);
  });

  it('drops the oldest when it is too long, too heavy', () => {
    const { client } = start({ ...DEAD, 'x-max-length': 2 });
    fill(client, 'abcd');
    expect([left(client, 'dead'), left(client)]).toEqual(['ab', 'cd']);
    const heavy = start({ 'x-max-length-bytes': 3 }).client;
    fill(heavy, 'abcde');
    expect(left(heavy)).toBe('cde');
  });

  it('refuses a publish when it is full and shall refuse, and dead-letters it where that was asked', () => {
    const { client } = start({ ...DEAD, 'x-max-length': 1, 'x-overflow': 'reject-publish-dlx' });
    client.channel.confirmSelect();
    fill(client, 'ab');
    expect(client.log).toEqual(['ack 1', 'nack 2+']);
    expect([left(client, 'dead'), left(client)]).toEqual(['b', 'a']);
  });

  it('goes when nobody used it for its time, and tells consumers when it is deleted', () => {
    const { client, clock, vhost } = start({ 'x-expires': 100 });
    clock.advance(90);
    client.channel.get({ queue: 'q' });
    clock.advance(90);
    expect(vhost.snapshot().queues).toHaveLength(2);
    clock.advance(20);
    expect(vhost.snapshot().queues).toHaveLength(1);
    client.consume('dead', { tag: 'me' });
    client.channel.queueDelete({ queue: 'dead' });
    expect(client.log).toEqual(['cancel me']);
    expect(clock.timerCount).toBe(0);
  });

  it('goes with its last consumer when it is auto-delete', () => {
    const { client, vhost } = start();
    client.channel.queueDeclare({ queue: 'auto', autoDelete: true });
    const tag = client.consume('auto');
    client.channel.cancel({ consumerTag: tag });
    expect(vhost.snapshot().queues.map(({ name }) => name)).not.toContain('auto');
  });

  it('stops for a congested socket and goes on when it drains', () => {
    const { client } = start();
    client.consume('q', { noAck: true });
    client.isWritable = false;
    fill(client, 'ab');
    expect(client.bodies).toEqual([]);
    client.isWritable = true;
    client.channel.resume();
    expect(client.bodies).toEqual(['a', 'b']);
  });
});

describe('deadLetterMessage', () => {
  it('writes the history of a message, counts what happens again, and keeps where it died first', () => {
    const { client, clock } = start({ 'x-message-ttl': 10, 'x-dead-letter-exchange': 'retry' });
    client.channel.exchangeDeclare({ exchange: 'retry', type: 'fanout' });
    client.channel.queueDeclare({ queue: 'later', args: { 'x-dead-letter-exchange': '' } });
    client.channel.queueBind({ queue: 'later', exchange: 'retry', routingKey: '' });
    fill(client, 'a', { expiration: '5', headers: { mine: 1 } });
    for (const _round of [1, 2]) {
      clock.advance(10);
      client.channel.reject({ deliveryTag: client.getTag('later'), requeue: false });
    }
    clock.advance(10);
    const [message] = client.drain('later');
    expect(message?.properties.expiration).toBeUndefined();
    expect(message?.properties.headers).toMatchObject({
      mine: 1,
      'x-first-death-exchange': '',
      'x-first-death-queue': 'q',
      'x-first-death-reason': 'expired',
      'x-death': [
        {
          count: { value: 3 },
          reason: 'expired',
          queue: 'q',
          exchange: '',
          'original-expiration': '5',
          'routing-keys': ['q'],
        },
        { count: { value: 2 }, reason: 'rejected', queue: 'later', exchange: 'retry' },
      ],
    });
  });

  it('drops a message that goes round in a circle without having been rejected', () => {
    const { client, clock, vhost } = start({
      'x-message-ttl': 10,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': 'q',
    });
    fill(client, 'a');
    clock.advance(50);
    expect(vhost.snapshot()).toMatchObject({ memoryBytes: 0 });
  });
});

describe('Channel', () => {
  it('publishes and acknowledges together when a transaction is committed, and neither when it is rolled back', () => {
    const { client } = start();
    fill(client, 'a');
    const { channel } = client;
    channel.txSelect();
    const tag = client.getTag('q');
    channel.ack({ deliveryTag: tag });
    fill(client, 'b');
    channel.txRollback();
    expect(channel.queueDeclare({ queue: 'q', passive: true }).messageCount).toBe(0);
    fill(client, 'c');
    channel.ack({ deliveryTag: tag });
    const committed: string[] = [];
    channel.txCommit(() => committed.push('committed'));
    expect(committed).toEqual(['committed']);
    expect(left(client)).toBe('c');
  });

  it('delivers replies without a queue to the channel that asked, and drops them when it has left', () => {
    const { client, another } = start();
    const server = another();
    const tag = client.consume('amq.rabbitmq.reply-to', { noAck: true });
    fill(client, 'ask', { replyTo: 'amq.rabbitmq.reply-to' });
    const [request] = server.drain('q');
    const replyTo = String(request?.properties.replyTo);
    expect(replyTo).toMatch(/^amq\.rabbitmq\.reply-to\../);
    server.publish(replyTo, 'answer');
    client.channel.cancel({ consumerTag: tag });
    server.publish(replyTo, 'too late');
    expect(client.bodies).toEqual(['answer']);
  });

  it('holds a whole channel to its prefetch when that is global', () => {
    const { client } = start();
    client.channel.qos({ prefetchCount: 2, global: true });
    client.consume('q');
    client.consume('q');
    fill(client, 'abcd');
    expect(client.bodies.join('')).toBe('ab');
    client.channel.ack({ deliveryTag: 2, multiple: true });
    expect(client.bodies.join('')).toBe('abcd');
  });

  it('gives back what was not acknowledged when it closes', () => {
    const { client, another } = start();
    const other = another();
    client.consume('q');
    fill(client, 'ab');
    client.channel.close();
    other.consume('q');
    expect(other.bodies).toEqual(['a', 'b']);
    expect(other.deliveries.every(({ redelivered }) => redelivered)).toBe(true);
  });
});
