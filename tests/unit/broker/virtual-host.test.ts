import { describe, expect, it } from 'vitest';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from '../../support/broker/manual-clock.ts';
import { RecordingClient } from '../../support/broker/recording-client.ts';

const start = () => {
  const vhost = new VirtualHost({ clock: new ManualClock() });
  return { vhost, client: new RecordingClient(vhost) };
};

describe('VirtualHost', () => {
  it('publish() reaches a consumer when the queue is named by the default exchange', () => {
    const { client } = start();
    client.channel.queueDeclare({ queue: 'orders' });
    client.consume('orders');
    client.publish('orders', 'a');
    expect(client.deliveries).toMatchObject([{ deliveryTag: 1, redelivered: false }]);
    expect(client.bodies).toEqual(['a']);
  });

  it('publish() returns a mandatory message before it confirms it when no queue takes it', () => {
    const { client } = start();
    client.channel.confirmSelect();
    client.publish('nowhere', 'a', { mandatory: true });
    expect(client.log).toEqual(['return a 312', 'ack 1']);
  });

  it('snapshot() counts what is ready and what is not acknowledged', () => {
    const { vhost, client } = start();
    client.channel.queueDeclare({ queue: 'orders' });
    client.channel.qos({ prefetchCount: 1 });
    client.consume('orders', { tag: 'me' });
    client.publish('orders', 'a');
    client.publish('orders', 'b');
    expect(vhost.snapshot().queues).toMatchObject([
      { name: 'orders', readyCount: 1, unackedCount: 1, consumers: [{ consumerTag: 'me', unackedCount: 1 }] },
    ]);
  });
});
