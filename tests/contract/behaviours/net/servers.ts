/** `net.Server`: listening, counting, closing. */
import net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { event, listen, pause, serveTcp } from '../loopback.ts';

behaviour('net server: address() before, during and behind listening', async (saw) => {
  const server = net.createServer();
  saw(server.address(), server.listening);
  const port = await listen(server);
  saw.hide(port, 'port');
  saw(server.address(), server.listening);
  await new Promise((resolve) => server.close(resolve));
  saw(server.address(), server.listening);
});

behaviour('net server: without a host it listens on every address', async (saw) => {
  const server = net.createServer((socket) => socket.end('here'));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address() as net.AddressInfo;
  saw(address.address, address.family);
  saw(String((await event(net.connect(address.port, '127.0.0.1'), 'data'))[0]));
  server.close();
});

// Asserted by Node's test-net-listen-error, test-net-eaddrinuse, test-net-server-listen-handle.
behaviour('net server: a port in use is EADDRINUSE with its fields', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  saw.hide(port, 'port');
  const second = net.createServer();
  second.on('error', (error: NodeJS.ErrnoException & { address?: string; port?: number }) =>
    saw(error, error.syscall, error.errno, error.address, error.port),
  );
  second.listen(port, '127.0.0.1');
  await event(second, 'error');
  saw(second.listening, second.address());
  server.close();
});

behaviour('net server: behind a failed listen it can listen elsewhere', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  const second = net.createServer();
  second.once('error', () => second.listen(0, '127.0.0.1'));
  second.listen(port, '127.0.0.1');
  await event(second, 'listening');
  saw(second.listening);
  second.close();
  server.close();
});

// Asserted by Node's test-net-server-call-listen-multiple-times.
behaviour('net server: listening twice is refused', async (saw) => {
  const { server } = await serveTcp(() => undefined);
  try {
    server.listen(0);
  } catch (error) {
    saw(error);
  }
  server.close();
});

// Asserted by Node's test-net-server-close, test-net-server-close-before-ipc-response.
behaviour('net server: close() waits for connections, and its callback comes with close', async (saw) => {
  const { server, port } = await serveTcp((socket) => void socket.resume());
  const client = net.connect(port, '127.0.0.1');
  await event(server, 'connection');
  let isClosed = false;
  server.on('close', () => (isClosed = true));
  const done = new Promise((resolve) => server.close(resolve));
  await pause(20);
  saw(isClosed);
  client.end();
  saw(await done, isClosed);
});

behaviour('net server: close() of what does not listen gives an error to the callback', async (saw) => {
  const server = net.createServer();
  saw(await new Promise((resolve) => server.close(resolve)));
});

// Asserted by Node's test-net-server-max-connections, test-net-server-drop-connections.
behaviour('net server: beyond maxConnections a connection is dropped', async (saw) => {
  const { server, port } = await serveTcp((socket) => socket.write('welcome'));
  server.maxConnections = 1;
  const dropped = event(server, 'drop');
  const first = net.connect(port, '127.0.0.1');
  saw(String((await event(first, 'data'))[0]));
  const second = net.connect(port, '127.0.0.1');
  second.on('error', () => undefined);
  second.on('data', () => saw('never'));
  await event(second, 'close');
  const [info] = (await dropped) as [{ remoteAddress?: string; localPort?: number }];
  saw(info.remoteAddress, info.localPort === port);
  first.destroy();
  server.close();
});

behaviour('net server: getConnections() counts what is open', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  const count = () => new Promise((resolve) => server.getConnections((_, found) => resolve(found)));
  saw(await count());
  const client = net.connect(port, '127.0.0.1');
  await event(server, 'connection');
  saw(await count());
  client.destroy();
  await pause(20);
  server.close();
  saw(await count());
});

behaviour('net server: pauseOnConnect leaves the bytes until somebody resumes', async (saw) => {
  const { server, port } = await serveTcp(() => undefined, { pauseOnConnect: true });
  net.connect(port, '127.0.0.1').end('hello');
  const [socket] = (await event(server, 'connection')) as [net.Socket];
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  await pause(20);
  saw(text);
  socket.resume();
  await event(socket, 'end');
  saw(text);
  server.close();
});

behaviour('net server: the accepted socket knows both addresses and its server', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  const client = net.connect(port, '127.0.0.1');
  const [socket] = (await event(server, 'connection')) as [net.Socket & { server?: unknown }];
  if (client.connecting) await event(client, 'connect');
  saw(socket.remotePort === client.localPort, socket.localPort === port, socket.server === server);
  saw(socket.remoteAddress, socket.remoteFamily, socket.localAddress, Object.keys(socket.address()));
  client.destroy();
  server.close();
});

behaviour('net server: listen() takes port, host, backlog and callback in their forms', async (saw) => {
  const forms: ((server: net.Server, done: () => void) => unknown)[] = [
    (server, done) => server.listen(0, done),
    (server, done) => server.listen(0, '127.0.0.1', done),
    (server, done) => server.listen(0, '127.0.0.1', 5, done),
    (server, done) => server.listen({ port: 0, host: '127.0.0.1' }, done),
    (server, done) => server.listen(done),
  ];
  for (const form of forms) {
    const server = net.createServer();
    await new Promise<void>((resolve) => saw(form(server, resolve) === server));
    saw(server.listening);
    server.close();
  }
});

behaviour('net server: an AbortSignal closes it', async (saw) => {
  const controller = new AbortController();
  const server = net.createServer();
  server.listen({ port: 0, host: '127.0.0.1', signal: controller.signal });
  await event(server, 'listening');
  controller.abort();
  await event(server, 'close');
  saw(server.listening);
});

behaviour('net server: await using closes it', async (saw) => {
  const server = net.createServer();
  await listen(server);
  await server[Symbol.asyncDispose]();
  saw(server.listening);
});

behaviour(
  'net server: an error of an accepted socket that nobody hears ends the process, one that is heard does not',
  async (saw) => {
    const { server, port } = await serveTcp((socket) => {
      socket.on('error', (error: NodeJS.ErrnoException) => saw(error.code));
      socket.resume();
    });
    const client = net.connect(port, '127.0.0.1', () => client.resetAndDestroy());
    await event(client, 'close');
    await pause(10);
    saw(server.listening);
    server.close();
  },
);

behaviour('net server: unref() lets the process end, and is the server itself', async (saw) => {
  const { server } = await serveTcp(() => undefined);
  saw(server.unref() === server, server.ref() === server);
  server.close();
});
