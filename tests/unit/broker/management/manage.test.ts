import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manage } from '../../../../labs/_broker/amqp/management/manage.ts';

const server = manage(() => ({
  memoryBytes: 0,
  exchanges: [
    {
      name: 'shop',
      type: 'topic',
      durable: true,
      bindings: [{ destinationKind: 'queue', destination: 'mails', routingKey: 'order.placed', args: {} }],
    },
  ],
  queues: [
    {
      name: 'mails',
      durable: true,
      readyCount: 3,
      unackedCount: 2,
      consumers: [{ consumerTag: 'one', unackedCount: 2, prefetchCount: 5, noAck: false, isActive: true }],
    },
  ],
}));
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterAll(() => {
  server.close();
});

const get = async (path: string): Promise<unknown> => (await fetch(`${url}/${path}`)).json();

test('manage() tells queues, consumers and bindings under RabbitMQ’s names when it is asked', async () => {
  expect(await get('queues')).toEqual([
    {
      name: 'mails',
      vhost: '/',
      durable: true,
      messages: 5,
      messages_ready: 3,
      messages_unacknowledged: 2,
      consumers: 1,
    },
  ]);
  expect(await get('consumers?page=1')).toMatchObject([
    { queue: { name: 'mails' }, ack_required: true, prefetch_count: 5 },
  ]);
  expect(await get('bindings')).toMatchObject([{ source: 'shop', destination: 'mails', routing_key: 'order.placed' }]);
  expect(await get('exchanges')).toEqual([{ name: 'shop', vhost: '/', type: 'topic', durable: true }]);
  expect(await get('overview')).toMatchObject({ queue_totals: { messages: 5 }, object_totals: { consumers: 1 } });
});

test('manage() refuses when the path or the method is another', async () => {
  expect((await fetch(`${url}/users`)).status).toBe(404);
  expect((await fetch(`${url}/queues`, { method: 'DELETE' })).status).toBe(404);
});
