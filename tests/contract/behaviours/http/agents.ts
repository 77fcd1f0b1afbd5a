/** `http.Agent`: which connection a request gets. */
import http from 'node:http';
import net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { ask, event, pause, serve, serveTcp } from '../loopback.ts';

const counts = (agent: http.Agent) => ({
  sockets: Object.values(agent.sockets).map((list) => list?.length),
  free: Object.values(agent.freeSockets).map((list) => list?.length),
  waiting: Object.values(agent.requests).map((list) => list?.length),
});

behaviour('http agent: its options have their defaults', (saw) => {
  const { maxSockets, maxFreeSockets, maxTotalSockets, keepAlive, keepAliveMsecs, scheduling, defaultPort, protocol } =
    new http.Agent() as unknown as Record<string, unknown>;
  saw({ maxSockets, maxFreeSockets, maxTotalSockets, keepAlive, keepAliveMsecs, scheduling, defaultPort, protocol });
  const { options } = http.globalAgent as unknown as { options: Record<string, unknown> };
  saw(http.globalAgent.maxSockets, options['keepAlive'], options['scheduling'], options['timeout']);
});

// Asserted by Node's test-http-agent-getname.
behaviour('http agent: getName() names the place of a connection', (saw) => {
  const agent = new http.Agent();
  saw(agent.getName(), agent.getName({ host: 'a', port: 1 }), agent.getName({ host: 'a', port: 1, localAddress: 'b' }));
  saw(agent.getName({ host: 'a', port: 1, family: 4 }), agent.getName({ socketPath: '/tmp/x' }));
});

// Asserted by Node's test-http-agent-keepalive.
behaviour('http agent: with keepAlive the next request gets the same connection, without it another', async (saw) => {
  const remotePorts = new Set<number | undefined>();
  const { server, port } = await serve((request, response) => {
    remotePorts.add(request.socket.remotePort);
    response.end(request.headers.connection);
  });
  const agent = new http.Agent({ keepAlive: true });
  for (let count = 0; count < 3; count += 1) saw((await ask({ port, agent })).body);
  await pause(5);
  saw(remotePorts.size, counts(agent));
  agent.destroy();
  const none = new http.Agent();
  for (let count = 0; count < 3; count += 1) saw((await ask({ port, agent: none })).body);
  saw(remotePorts.size);
  server.close();
});

// Asserted by Node's test-http-agent-maxsockets and test-http-client-agent.
behaviour('http agent: beyond maxSockets requests wait, and are served in their order', async (saw) => {
  const order: (string | undefined)[] = [];
  let now = 0;
  let most = 0;
  const { server, port } = await serve((request, response) => {
    order.push(request.url);
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response.end();
    }, 10);
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const answers = ['/1', '/2', '/3', '/4', '/5'].map((path) => ask({ port, agent, path }));
  saw(counts(agent));
  await Promise.all(answers);
  await pause(5);
  saw(order, most, counts(agent));
  agent.destroy();
  server.close();
});

// Asserted by Node's test-http-agent-maxtotalsockets.
behaviour('http agent: maxTotalSockets counts over all places', async (saw) => {
  const first = await serve((_, response) => void setTimeout(() => response.end('first'), 10));
  const second = await serve((_, response) => void setTimeout(() => response.end('second'), 10));
  const agent = new http.Agent({ keepAlive: true, maxTotalSockets: 1 });
  const answers = [first, second].map(({ port }) => ask({ port, agent }));
  saw(counts(agent));
  saw((await Promise.all(answers)).map(({ body }) => body));
  agent.destroy();
});

// Asserted by Node's test-http-agent-maxsockets-respected, test-http-agent-maxfreesockets.
behaviour('http agent: no more than maxFreeSockets are kept', async (saw) => {
  const { port } = await serve((_, response) => void setTimeout(() => response.end(), 5));
  const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 1 });
  await Promise.all([ask({ port, agent }), ask({ port, agent }), ask({ port, agent })]);
  await pause(10);
  saw(counts(agent));
  agent.destroy();
});

// Asserted by Node's test-http-agent-scheduling.
for (const scheduling of ['fifo', 'lifo'] as const) {
  behaviour(`http agent: scheduling ${scheduling} picks among free connections`, async (saw) => {
    const seen: number[] = [];
    const known: (number | undefined)[] = [];
    const { port } = await serve((request, response) => {
      const at = known.indexOf(request.socket.remotePort);
      seen.push(at === -1 ? known.push(request.socket.remotePort) - 1 : at);
      setTimeout(() => response.end(), request.url === '/slow' ? 30 : 5);
    });
    const agent = new http.Agent({ keepAlive: true, scheduling });
    await Promise.all([ask({ port, agent }), pause(2).then(() => ask({ port, agent, path: '/slow' }))]);
    await pause(5);
    await ask({ port, agent });
    saw(seen);
    agent.destroy();
  });
}

behaviour('http agent: a connection that the server closed is not used again', async (saw) => {
  const { server, port } = await serve((_, response) => response.end('ok'), { keepAliveTimeout: 20 });
  const agent = new http.Agent({ keepAlive: true });
  saw((await ask({ port, agent })).body);
  await pause(5);
  saw(counts(agent));
  server.closeIdleConnections();
  await pause(20);
  saw(counts(agent));
  saw((await ask({ port, agent })).body);
  agent.destroy();
});

// Asserted by Node's test-http-agent-keepalive-delay... and test-http-client-headers-host-array: reusedSocket.
behaviour('http agent: reusedSocket tells a retry-worthy failure', async (saw) => {
  let count = 0;
  const { port } = await serveTcp((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => {
      count += 1;
      if (count === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      else socket.resetAndDestroy();
    });
  });
  const agent = new http.Agent({ keepAlive: true });
  saw((await ask({ port, agent })).body);
  await pause(5);
  const request = http.get({ port, host: '127.0.0.1', agent });
  saw((await event(request, 'error'))[0], request.reusedSocket);
});

behaviour("http agent: 'free' is told, and keepSocketAlive() decides", async (saw) => {
  class Refusing extends http.Agent {
    override keepSocketAlive(): boolean {
      saw('keepSocketAlive');
      return false;
    }
  }
  const { port } = await serve((_, response) => response.end('ok'));
  const agent = new Refusing({ keepAlive: true });
  agent.on('free', () => saw('free'));
  await ask({ port, agent });
  await pause(10);
  saw(counts(agent));
});

behaviour('http agent: createConnection can be a subclass’s own', async (saw) => {
  const { port } = await serve((_, response) => response.end('ok'));
  class Own extends http.Agent {
    override createConnection(options: object): net.Socket {
      saw(Object.keys(options).includes('port'));
      return net.connect(port, '127.0.0.1');
    }
  }
  saw((await ask({ host: 'nowhere.invalid', agent: new Own() })).body);
});

// Asserted by Node's test-http-agent-timeout.
behaviour('http agent: a free connection is closed after the timeout of the options', async (saw) => {
  const { port } = await serve((_, response) => response.end('ok'));
  const agent = new http.Agent({ keepAlive: true, timeout: 30 });
  await ask({ port, agent });
  await pause(5);
  saw(counts(agent));
  await pause(80);
  saw(counts(agent));
});

behaviour('http agent: a busy connection longer than the timeout tells the request', async (saw) => {
  const { port } = await serve((_, response) => void setTimeout(() => response.end('ok'), 80));
  const agent = new http.Agent({ keepAlive: true, timeout: 30 });
  const request = http.get({ port, host: '127.0.0.1', agent });
  request.on('timeout', () => saw('timeout'));
  const response = (await event(request, 'response'))[0] as http.IncomingMessage;
  saw(response.statusCode);
  response.resume();
  await event(response, 'end');
  agent.destroy();
});

behaviour('http agent: destroy() ends what is free and what is busy', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const agent = new http.Agent({ keepAlive: true });
  const request = http.get({ port, host: '127.0.0.1', agent });
  const failure = event(request, 'error');
  await event(server, 'request');
  agent.destroy();
  saw((await failure)[0]);
  await pause(5);
  saw(counts(agent));
});

behaviour('http agent: Keep-Alive: timeout of the answer is heeded', async (saw) => {
  const { port } = await serveTcp((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=0\r\nConnection: keep-alive\r\n\r\nok'),
    );
  });
  const agent = new http.Agent({ keepAlive: true });
  await ask({ port, agent });
  await pause(10);
  saw(counts(agent));
  agent.destroy();
});

behaviour('http agent: a request that is destroyed while it waits leaves the queue', async (saw) => {
  const { port } = await serve((_, response) => void setTimeout(() => response.end('ok'), 20));
  const agent = new http.Agent({ maxSockets: 1 });
  const first = ask({ port, agent });
  const second = http.get({ port, host: '127.0.0.1', agent });
  second.on('error', (error) => saw(error));
  second.destroy();
  const third = ask({ port, agent });
  saw((await first).body, (await third).body);
});
