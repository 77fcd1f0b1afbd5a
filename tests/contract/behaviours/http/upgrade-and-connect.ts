/** Connections that leave HTTP. */
import http from 'node:http';
import type net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { event, exchange, serve, serveTcp } from '../loopback.ts';

// Asserted by Node's test-http-upgrade-server and test-http-upgrade-client.
behaviour("http: 'upgrade' hands both sides the socket and the first bytes", async (saw) => {
  const { server, port } = await serve(() => saw('never'));
  server.on('upgrade', (request, socket, head) => {
    saw('server', request.headers.upgrade, request.method, String(head));
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst');
    socket.on('data', (bytes: Buffer) => socket.end(`<${String(bytes)}>`));
  });
  const request = http.request({
    port,
    host: '127.0.0.1',
    headers: { Connection: 'Upgrade', Upgrade: 'echo' },
  });
  request.end();
  const [response, socket, head] = (await event(request, 'upgrade')) as [http.IncomingMessage, net.Socket, Buffer];
  saw(response.statusCode, response.headers, String(head), request.reusedSocket);
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  socket.write('hello');
  await event(socket, 'close');
  saw(text);
  server.close();
});

behaviour('http server: without a listener for it an upgrade is an ordinary request', async (saw) => {
  const { port } = await serve((request, response) => response.end(`plain ${request.headers.upgrade}`));
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: echo\r\n\r\n'));
});

// Asserted by Node's test-http-upgrade-client2 and test-http-client-upgrade... : no listener, no connection.
behaviour("http client: an answer 101 without a listener for 'upgrade' ends the connection", async (saw) => {
  const { port } = await serveTcp((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    );
  });
  const request = http.get({ port, host: '127.0.0.1', headers: { Connection: 'Upgrade', Upgrade: 'x' } });
  request.on('response', () => saw('response'));
  request.on('error', (error) => saw(error));
  await event(request, 'close');
  saw('closed');
});

// Asserted by Node's test-http-connect.
behaviour('http: CONNECT hands both sides the socket', async (saw) => {
  const { server, port } = await serve(() => saw('never'));
  server.on('connect', (request, socket, head) => {
    saw(request.method, request.url, String(head));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\nhead');
    socket.on('data', (bytes: Buffer) => socket.end(`through ${String(bytes)}`));
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'far.example:443' });
  request.end();
  const [response, socket, head] = (await event(request, 'connect')) as [http.IncomingMessage, net.Socket, Buffer];
  saw(response.statusCode, String(head));
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  socket.write('tunnel');
  await event(socket, 'close');
  saw(text);
  server.close();
});

behaviour('http server: CONNECT without a listener closes the connection', async (saw) => {
  const { port } = await serve(() => saw('never'));
  saw(await exchange(port, 'CONNECT far.example:443 HTTP/1.1\r\nHost: far.example\r\n\r\n'));
});

behaviour('http client: CONNECT without a listener destroys the connection', async (saw) => {
  const { port } = await serveTcp((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'far.example:443' }).end();
  request.on('response', () => saw('response'));
  request.on('error', (error) => saw(error));
  await event(request, 'close');
  saw('closed');
});

behaviour('http server: an upgraded socket is the handler’s own, and server.close() waits for it', async (saw) => {
  const { server, port } = await serve(() => undefined);
  server.on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    setTimeout(() => socket.end('bye'), 20);
  });
  const answer = exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  await event(server, 'upgrade');
  const closed = event(server, 'close');
  server.close();
  server.closeAllConnections();
  saw(await answer);
  await closed;
});
