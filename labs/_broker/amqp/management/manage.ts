/**
 * Says over HTTP what stands in the broker: `GET /api/overview`, `exchanges`, `bindings`, `queues`, `consumers`. Paths and fields are those
 * of RabbitMQ's management interface, a part of them, so that whoever reads one can read the other. Nothing can be changed here.
 * Runs on `node:http`, in Node and in the simulated engine.
 * @module
 */
import { createServer, type Server } from 'node:http';
import type { VirtualHostSnapshot } from '../model/take-snapshot.ts';

const VHOST = '/';

/**
 * @param snapshot Asked for each request anew.
 *
 * @example
 * manage(() => vhost.snapshot()).listen(15_672);
 */
export function manage(snapshot: () => VirtualHostSnapshot): Server {
  return createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const about = request.method === 'GET' ? pages[path] : undefined;
    const body = about ? about(snapshot()) : { error: 'Object Not Found', reason: 'Not Found' };
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    response.writeHead(about ? 200 : 404, headers);
    response.end(text);
  });
}

const pages: Readonly<Record<string, (broker: VirtualHostSnapshot) => unknown>> = {
  '/api/overview': (broker) => ({
    product_name: 'Ensemble broker',
    queue_totals: totals(broker),
    object_totals: {
      exchanges: broker.exchanges.length,
      queues: broker.queues.length,
      consumers: broker.queues.flatMap(({ consumers }) => consumers).length,
    },
  }),
  '/api/exchanges': ({ exchanges }) =>
    exchanges.map(({ name, type, durable }) => ({ name, vhost: VHOST, type, durable })),
  '/api/bindings': ({ exchanges }) =>
    exchanges.flatMap(({ name, bindings }) =>
      bindings.map(({ destination, destinationKind, routingKey, args }) => ({
        source: name,
        vhost: VHOST,
        destination,
        destination_type: destinationKind,
        routing_key: routingKey,
        arguments: args,
      })),
    ),
  '/api/queues': ({ queues }) =>
    queues.map(({ name, durable, readyCount, unackedCount, consumers }) => ({
      name,
      vhost: VHOST,
      durable,
      messages: readyCount + unackedCount,
      messages_ready: readyCount,
      messages_unacknowledged: unackedCount,
      consumers: consumers.length,
    })),
  '/api/consumers': ({ queues }) =>
    queues.flatMap(({ name, consumers }) =>
      consumers.map(({ consumerTag, noAck, prefetchCount, isActive }) => ({
        queue: { name, vhost: VHOST },
        consumer_tag: consumerTag,
        ack_required: !noAck,
        prefetch_count: prefetchCount,
        active: isActive,
      })),
    ),
};

function totals({ queues }: VirtualHostSnapshot): object {
  const sum = (count: (queue: VirtualHostSnapshot['queues'][number]) => number): number =>
    queues.reduce((total, queue) => total + count(queue), 0);
  const ready = sum(({ readyCount }) => readyCount);
  const unacked = sum(({ unackedCount }) => unackedCount);
  return { messages: ready + unacked, messages_ready: ready, messages_unacknowledged: unacked };
}
