/** How a server ends. */
import http from 'node:http';
import net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { ask, event, listen, pause, serve } from '../loopback.ts';

// Asserted by Node's test-http-server-close-idle and test-http-server-close-all.
behaviour('http server: close() waits for an open request and answers it', async (saw) => {
  const { server, port } = await serve((_, response) => {
    server.close(() => saw('closed'));
    saw(server.listening);
    setTimeout(() => response.end('still answered'), 20);
  });
  const answer = ask({ port });
  const closed = event(server, 'close');
  saw((await answer).body);
  await closed;
});

behaviour('http server: close() refuses new connections at once', async (saw) => {
  const { server, port } = await serve((_, response) => response.end());
  saw.hide(port, 'port');
  server.close();
  saw(server.address());
  await ask({ port }).catch(saw);
});

behaviour('http server: close() closes connections that idle between requests', async (saw) => {
  const { server, port } = await serve((_, response) => response.end('ok'));
  const agent = new http.Agent({ keepAlive: true });
  saw((await ask({ port, agent })).body);
  await pause(5);
  saw(Object.keys(agent.freeSockets).length);
  const closed = event(server, 'close');
  server.close();
  await closed;
  await pause(5);
  saw(Object.keys(agent.freeSockets).length);
});

behaviour('http server: closeIdleConnections() keeps the busy one', async (saw) => {
  const { server, port } = await serve((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('slow'), 40);
    else response.end('fast');
  });
  const agent = new http.Agent({ keepAlive: true });
  saw((await ask({ port, agent })).body);
  const slow = ask({ port, path: '/slow' });
  await pause(10);
  server.closeIdleConnections();
  await pause(5);
  saw(Object.keys(agent.freeSockets).length);
  saw((await slow).body);
  server.close();
});

behaviour('http server: closeAllConnections() ends the busy ones too', async (saw) => {
  const told: unknown[] = [];
  const { server, port } = await serve((request, response) => {
    response.on('close', () => told.push('response close', response.writableEnded));
    request.on('close', () => told.push('request close', request.complete));
    request.on('error', (error) => told.push('request', String(error)));
    response.write('begun');
  });
  const answer = ask({ port }).catch((error: unknown) => saw(error));
  await pause(20);
  server.closeAllConnections();
  await answer;
  await pause(10);
  saw(told);
  server.close();
});

behaviour('http server: closing what does not listen is an error of the callback', async (saw) => {
  const server = http.createServer();
  saw(await new Promise((resolve) => server.close(resolve)));
  const { server: second } = await serve(() => undefined);
  second.close();
  saw(await new Promise((resolve) => second.close(resolve)));
});

behaviour('http server: it can listen again once closed', async (saw) => {
  const { server } = await serve((_, response) => response.end('again'));
  await new Promise((resolve) => server.close(resolve));
  saw(server.listening);
  const port = await listen(server);
  saw(server.listening, (await ask({ port })).body);
  server.close();
});

behaviour('http server: a connection that has sent nothing keeps close() waiting', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const socket = net.connect(port, '127.0.0.1');
  await event(socket, 'connect');
  await pause(5);
  const closed = event(server, 'close').then(() => 'closed');
  server.close();
  saw(await Promise.race([closed, pause(30).then(() => 'waits')]));
  socket.destroy();
  saw(await closed);
});

// Asserted by Node's test-http-outgoing-finish and test-http-req-res-close.
behaviour('http server: events of a request and its response come in their order', async (saw) => {
  const { server, port } = await serve((request, response) => {
    request.on('end', () => saw('request end'));
    request.on('close', () => saw('request close'));
    response.on('prefinish', () => saw('response prefinish'));
    response.on('finish', () => saw('response finish'));
    response.on('close', () => saw('response close'));
    request.resume();
    response.end('x', () => saw('end callback'));
    saw(response.writableEnded, response.writableFinished);
  });
  await ask({ port, method: 'POST' }, 'body');
  await new Promise((resolve) => server.close(resolve));
});

behaviour("http server: a client that goes away makes 'close' without 'finish'", async (saw) => {
  const told: unknown[] = [];
  const { server, port } = await serve((request, response) => {
    request.on('close', () => told.push('request close', request.destroyed, request.complete));
    request.on('error', (error) => told.push('request', String(error)));
    response.on('finish', () => told.push('finish'));
    response.on('close', () => told.push('response close', response.destroyed, response.writableFinished));
    response.on('error', (error) => told.push('response', String(error)));
  });
  const request = http.get({ port, host: '127.0.0.1', agent: false });
  request.on('error', (error) => saw('client', error));
  await event(server, 'request');
  request.destroy();
  await pause(20);
  saw(told);
  server.close();
});

behaviour(
  'http server: what is written behind the client is gone is an error of the callback, and no more',
  async (saw) => {
    const { server, port } = await serve((_, response) => {
      response.on('error', (error) => saw('response', error));
      response.on('close', () => {
        saw('close');
        saw(response.write('late', (error) => saw('callback', error)));
        response.end('later', () => saw('end'));
      });
    });
    const request = http.get({ port, host: '127.0.0.1', agent: false });
    request.on('error', () => undefined);
    await event(server, 'request');
    request.destroy();
    await pause(30);
    saw(server.listening);
  },
);

behaviour('http server: response.destroy() resets what the client reads', async (saw) => {
  const { port } = await serve((_, response) => {
    response.write('begun');
    setTimeout(() => response.destroy(), 10);
  });
  const response = (
    await event(http.get({ port, host: '127.0.0.1', agent: false }), 'response')
  )[0] as http.IncomingMessage;
  response.on('data', (piece) => saw(String(piece)));
  response.on('aborted', () => saw('aborted'));
  response.on('error', (error) => saw(error));
  await event(response, 'close');
  saw(response.complete, response.aborted, response.destroyed);
});

behaviour("http server: 'connection' is told before 'request', and sockets are shared by requests", async (saw) => {
  const { server, port } = await serve((request, response) => {
    saw('request', request.socket === first, response.socket === request.socket, request.connection === request.socket);
    response.end();
  });
  let first: net.Socket | undefined;
  server.on('connection', (socket) => {
    first = socket;
    saw('connection');
  });
  const agent = new http.Agent({ keepAlive: true });
  await ask({ port, agent });
  await ask({ port, agent });
  saw(await new Promise((resolve) => server.getConnections((_, count) => resolve(count))));
  agent.destroy();
  server.close();
});

behaviour('http server: a listener that throws ends the process unless it is caught', async (saw) => {
  const { port } = await serve(async (_, response) => {
    try {
      throw new Error('in the listener');
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  saw(await ask({ port }));
});
