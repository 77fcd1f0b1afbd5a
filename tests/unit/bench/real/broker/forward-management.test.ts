import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { BrokerAddress } from '#bench/real/broker/broker-choice.ts';
import { forwardManagement } from '#bench/real/broker/forward-management.ts';
import { ManagementApi } from '#bench/real/broker/management-api.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Answers = Readonly<Record<string, unknown>>;

/** A management interface with these answers; what was asked of it stands in `asked`. */
async function openRabbitmq(answers: Answers) {
  const asked: string[] = [];
  const managementUrl = await listen(
    createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      const body = answers[`${request.method} ${request.url}`];
      response.writeHead(body === undefined ? 404 : 200, { connection: 'close' });
      response.end(body === undefined ? '{"error":"Object Not Found"}' : JSON.stringify(body));
    }),
  );
  const address: BrokerAddress = {
    host: 'x',
    port: 1,
    user: 'ada',
    password: 'love',
    virtualHost: 'la/bs',
    managementUrl,
  };
  return { api: new ManagementApi(address), asked };
}

/** Status and body of an answer of the forwarder before it. */
async function read(api: ManagementApi, path: string, method = 'GET') {
  const response = await fetch(`${await listen(forwardManagement(api))}${path}`, {
    method,
    headers: { connection: 'close' },
  });
  return [response.status, await response.json()];
}

test('forwardManagement() asks for the one virtual host, with the login, when a list is read without either', async () => {
  const { api, asked } = await openRabbitmq({ 'GET /api/consumers/la%2Fbs': [{ prefetch_count: 5 }] });

  expect(await read(api, '/api/consumers?x=1')).toEqual([200, [{ prefetch_count: 5 }]]);
  expect(asked).toEqual([`GET /api/consumers/la%2Fbs Basic ${btoa('ada:love')}`]);
});

test('forwardManagement() says 0 for what RabbitMQ has not counted yet', async () => {
  const counts = { messages: 3, messages_ready: 2, messages_unacknowledged: 1, consumers: 1 };
  const { api } = await openRabbitmq({ 'GET /api/queues/la%2Fbs': [{ name: 'new' }, { name: 'old', ...counts }] });

  expect(await read(api, '/api/queues')).toEqual([
    200,
    [
      { name: 'new', messages: 0, messages_ready: 0, messages_unacknowledged: 0, consumers: 0 },
      { name: 'old', ...counts },
    ],
  ]);
});

test('forwardManagement() reads the overview', async () => {
  const { api } = await openRabbitmq({ 'GET /api/overview': { product_name: 'RabbitMQ' } });

  expect(await read(api, '/api/overview')).toEqual([200, { product_name: 'RabbitMQ' }]);
});

test.each([
  ['/api/users', 'GET'],
  ['/api/queues/x', 'GET'],
  ['/api/queues', 'DELETE'],
])('forwardManagement() knows nothing of %s when it is asked with %s', async (path, method) => {
  const { api, asked } = await openRabbitmq({});

  expect(await read(api, path, method)).toEqual([404, { error: 'Object Not Found', reason: 'Not Found' }]);
  expect(asked).toEqual([]);
});

test('forwardManagement() answers 502 when the interface behind it refuses', async () => {
  const { api } = await openRabbitmq({});

  expect(await read(api, '/api/bindings')).toEqual([
    502,
    { error: 'bad_gateway', reason: expect.stringMatching(/answered GET \S+\/api\/bindings\/la%2Fbs with 404$/) },
  ]);
});

test('ManagementApi.clear() takes away what somebody made, and nothing that every virtual host has', async () => {
  const { api, asked } = await openRabbitmq({
    'GET /api/queues/la%2Fbs': [{ name: 'a/b' }, { name: 'gone' }],
    'GET /api/exchanges/la%2Fbs': [{ name: '' }, { name: 'amq.topic' }, { name: 'shop' }],
    'DELETE /api/queues/la%2Fbs/a%2Fb': {},
    'DELETE /api/exchanges/la%2Fbs/shop': {},
  });

  await api.clear();

  expect(asked.filter((line) => line.startsWith('DELETE')).map((line) => line.split(' ')[1])).toEqual([
    '/api/queues/la%2Fbs/a%2Fb',
    '/api/queues/la%2Fbs/gone',
    '/api/exchanges/la%2Fbs/shop',
  ]);
});

test('ManagementApi.list() throws when nobody answers', async () => {
  const { api } = await openRabbitmq({});
  servers.splice(0).forEach((server) => server.close());

  await expect(api.list('queues')).rejects.toMatchObject({ name: 'ManagementError', status: undefined });
});
