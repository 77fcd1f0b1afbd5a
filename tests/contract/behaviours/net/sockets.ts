/** `net.Socket`: bytes, ends, limits. */
import net from 'node:net';
import { behaviour, type Saw } from '../behaviour.ts';
import { event, pause, serveTcp } from '../loopback.ts';

/** A connected pair; the server's end is half-open when asked. */
const pair = async (options: net.ServerOpts = {}, clientOptions: Partial<net.TcpNetConnectOpts> = {}) => {
  const { server, port } = await serveTcp(() => undefined, options);
  const accepted = event(server, 'connection');
  const client = net.connect({ port, host: '127.0.0.1', ...clientOptions });
  const [far] = (await accepted) as [net.Socket];
  if (client.connecting) await event(client, 'connect');
  return { server, port, client, far };
};

/** Lists the events of a socket in their order. */
const told = (socket: net.Socket, names = ['end', 'finish', 'close', 'error', 'timeout']): unknown[] => {
  const list: unknown[] = [];
  for (const name of names)
    socket.on(name, (value: unknown) => list.push(value === undefined ? name : [name, String(value)]));
  return list;
};

const attempt = (saw: Saw, action: () => unknown): void => {
  try {
    saw(action());
  } catch (error) {
    saw(error);
  }
};

// Asserted by Node's test-net-connect-options-port, test-net-options-lookup and test-net-server-listen-options.
behaviour('net: options that cannot be are refused at once', (saw) => {
  for (const port of [-1, 65_536, 'x', '', null, 1.5, true])
    attempt(saw, () => void net.connect({ port: port as number, host: '127.0.0.1' }).on('error', () => undefined));
  attempt(saw, () => net.connect(undefined as never));
  attempt(saw, () => net.createServer().listen(-1));
  attempt(saw, () => net.createServer('x' as never));
  attempt(saw, () => new net.Socket().setTimeout('soon' as never));
  attempt(saw, () => new net.Socket().setTimeout(-1));
  attempt(saw, () => new net.Socket().setTimeout(10, 'x' as never));
  attempt(saw, () => new net.Socket().write(null as never));
});

behaviour('net: the fields of a socket, before, during and behind a connection', async (saw) => {
  const fields = (socket: net.Socket) => {
    const { connecting, pending, readyState, destroyed, readable, writable, timeout, allowHalfOpen } =
      socket as net.Socket & {
        allowHalfOpen: boolean;
      };
    return { connecting, pending, readyState, destroyed, readable, writable, timeout, allowHalfOpen };
  };
  const { server, port } = await serveTcp((socket) => void socket.end());
  const socket = new net.Socket();
  saw(fields(socket), socket.remoteAddress, socket.localPort, socket.address());
  socket.connect(port, '127.0.0.1');
  saw(fields(socket));
  await event(socket, 'connect');
  saw(fields(socket), socket.remoteAddress, socket.remoteFamily, socket.remotePort === port, socket.localAddress);
  socket.resume();
  await event(socket, 'close');
  saw(fields(socket), socket.remoteAddress);
  server.close();
});

behaviour('net: events of a connection come in their order', async (saw) => {
  const { server, port } = await serveTcp((socket) => void socket.end('x'));
  const socket = net.connect(port, '127.0.0.1');
  const list = told(socket, ['connect', 'ready', 'data', 'end', 'finish', 'close', 'prefinish']);
  await event(socket, 'close');
  saw(list);
  server.close();
});

// Asserted by Node's test-net-bytes-stats, test-net-bytes-written-large.
behaviour('net: bytesRead and bytesWritten count, also what is not sent yet', async (saw) => {
  const { port } = await serveTcp((socket) => void socket.pipe(socket));
  const socket = net.connect(port, '127.0.0.1');
  socket.write('héllo');
  socket.write(Buffer.alloc(10));
  saw(socket.bytesWritten, socket.connecting);
  socket.resume();
  socket.end('!');
  await event(socket, 'close');
  saw(socket.bytesWritten, socket.bytesRead);
});

// Asserted by Node's test-net-write-callbacks, test-net-write-connect-write.
behaviour('net: callbacks of writes come in order, those before the connection too', async (saw) => {
  const { port } = await serveTcp((socket) => void socket.resume());
  const socket = net.connect(port, '127.0.0.1');
  socket.on('connect', () => saw('connect'));
  socket.write('a', () => saw('a'));
  socket.write('b', 'latin1', () => saw('b'));
  saw(socket.bufferSize, socket.writableLength);
  socket.end('c', () => saw('end'));
  await event(socket, 'close');
});

// Asserted by Node's test-net-server-... and test-net-write-after-end-nt, test-net-socket-write-after-close.
behaviour('net: a write behind end() or destroy() is an error', async (saw) => {
  const { client, far } = await pair();
  far.resume();
  client.on('error', (error) => saw("'error'", error));
  client.end();
  saw(client.write('late', (error) => saw('callback', error)));
  await event(client, 'close');
  saw(client.write('later', (error) => saw('callback', error)));
  await pause(5);
});

// Asserted by Node's test-net-end-destroyed, test-net-socket-end-callback.
behaviour('net: end() takes a callback and bytes, and twice is quiet', async (saw) => {
  const { client, far } = await pair();
  let text = '';
  far.on('data', (bytes) => (text += String(bytes)));
  client.end('bye', () => saw('finished'));
  client.end();
  await event(client, 'close');
  saw(text);
});

// Asserted by Node's test-net-pingpong, test-net-allow-half-open, test-net-socket-no-halfopen-enforcer.
behaviour('net: without allowHalfOpen the end of one side ends the other', async (saw) => {
  const { client, far } = await pair();
  const near = told(client);
  const other = told(far);
  far.resume();
  client.resume();
  client.end('x');
  await Promise.all([event(client, 'close'), event(far, 'close')]);
  saw(near, other);
});

behaviour('net: with allowHalfOpen a side can still write behind the end of the other', async (saw) => {
  const { client, far } = await pair({ allowHalfOpen: true });
  let text = '';
  client.on('data', (bytes) => (text += String(bytes)));
  far.resume().on('end', () => {
    saw(far.writable, far.readyState);
    setTimeout(() => far.end('still here'), 10);
  });
  client.end();
  saw(client.writable);
  await event(client, 'close');
  saw(text);
});

behaviour('net: allowHalfOpen of a client keeps its side open until it ends it', async (saw) => {
  const { client, far } = await pair({}, { allowHalfOpen: true });
  let text = '';
  far.on('data', (bytes) => (text += String(bytes)));
  far.on('error', (error) => saw(error));
  client.resume();
  far.allowHalfOpen = true;
  far.end('from the server');
  await event(client, 'end');
  saw(client.writable, client.destroyed, client.readyState);
  client.end('answer');
  await event(client, 'close');
  await pause(5);
  saw(text);
});

behaviour('net: an end that nobody reads is not told, and the socket stays', async (saw) => {
  const { client, far } = await pair();
  const list = told(client);
  far.end('unread');
  await pause(20);
  saw(list, client.destroyed, client.readyState);
  client.resume();
  await event(client, 'close');
  saw(list);
});

// Asserted by Node's test-net-socket-destroy-twice, test-net-socket-destroy-send, test-net-connect-destroy.
behaviour('net: destroy() closes once, with its error or without', async (saw) => {
  const { client } = await pair();
  client.on('error', (error) => saw('error', error));
  client.on('close', (hadError) => saw('close', hadError));
  client.destroy(new Error('mine'));
  client.destroy(new Error('second'));
  saw(client.destroyed);
  await event(client, 'close');
  const { client: plain } = await pair();
  plain.destroy();
  saw(await event(plain, 'close'));
});

behaviour('net: destroy() while connecting tells no connect', async (saw) => {
  const { port } = await serveTcp(() => undefined);
  const socket = net.connect(port, '127.0.0.1', () => saw('connect'));
  socket.on('close', (hadError) => saw('close', hadError));
  socket.destroy();
  await event(socket, 'close');
  await pause(10);
  saw(socket.connecting, socket.destroyed);
});

// Asserted by Node's test-net-socket-reset-send, test-net-socket-reset-twice, test-net-server-reset.
behaviour('net: resetAndDestroy() is ECONNRESET on the other side', async (saw) => {
  const { client, far } = await pair();
  const near = told(client);
  far.on('error', (error: NodeJS.ErrnoException) => saw(error, error.syscall, error.errno));
  far.resume();
  client.resetAndDestroy();
  client.resetAndDestroy();
  saw(await event(far, 'close'));
  saw(near);
});

behaviour('net: resetAndDestroy() of what never connected is an error of its own', async (saw) => {
  const socket = new net.Socket();
  socket.on('error', (error) => saw(error));
  socket.resetAndDestroy();
  await event(socket, 'close');
});

// Asserted by Node's test-net-socket-timeout, test-net-settimeout, test-net-socket-timeout-unref.
behaviour("net: 'timeout' comes once behind the idle time and closes nothing", async (saw) => {
  const { client, far } = await pair();
  const list = told(client);
  client.setTimeout(30, () => list.push('callback'));
  saw(client.timeout);
  await pause(100);
  saw(list, client.destroyed);
  client.end();
  far.resume();
});

behaviour('net: bytes in either direction begin the idle time anew, and setTimeout(0) ends it', async (saw) => {
  const { client, far } = await pair();
  const list = told(client);
  client.resume();
  client.setTimeout(900);
  for (const socket of [client, far, client]) {
    await pause(400);
    socket.write('x');
  }
  saw(list);
  client.setTimeout(0);
  await pause(1_000);
  saw(list, client.timeout);
});

behaviour("net: the timeout of connect()'s options holds for the socket", async (saw) => {
  const { port } = await serveTcp(() => undefined);
  const socket = net.connect({ port, host: '127.0.0.1', timeout: 20 });
  saw(socket.timeout);
  await event(socket, 'timeout');
  saw('timeout', socket.destroyed);
  socket.destroy();
});

// Asserted by Node's test-net-stream, test-net-throttle, test-net-large-string, test-net-pause-resume-connecting.
behaviour("net: write() says false when nobody reads, and 'drain' comes when somebody does", async (saw) => {
  const { client, far } = await pair();
  let count = 0;
  while (count < 10_000 && client.write(Buffer.alloc(16 * 1024))) count += 1;
  saw('full', count < 10_000, client.writableNeedDrain);
  await pause(30);
  let total = 0;
  far.on('data', (bytes) => (total += bytes.length));
  await event(client, 'drain');
  saw('drain', client.writableLength);
  client.end();
  await event(far, 'end');
  saw(total === (count + 1) * 16 * 1024);
});

behaviour('net: a paused reader holds the writer back, however long', async (saw) => {
  const { client, far } = await pair();
  far.pause();
  let isDrained = false;
  client.on('drain', () => (isDrained = true));
  // More than the buffers of any machine.
  client.write(Buffer.alloc(32 * 1024 * 1024));
  await pause(100);
  saw(isDrained);
  far.resume();
  await event(client, 'drain');
  saw('drain');
});

behaviour('net: pause() holds bytes back and resume() brings them in order', async (saw) => {
  const { client, far } = await pair();
  let text = '';
  far.on('data', (bytes) => (text += String(bytes)));
  far.pause();
  client.write('a');
  await pause(10);
  client.write('b');
  await pause(10);
  saw(text, far.isPaused());
  far.resume();
  client.end('c');
  await event(far, 'end');
  saw(text);
});

// Asserted by Node's test-net-socket-setencoding... (stream decoding across chunks).
behaviour('net: setEncoding() puts characters together that came in two pieces', async (saw) => {
  const { client, far } = await pair();
  far.setEncoding('utf8');
  let text = '';
  far.on('data', (piece) => (text += String(piece)));
  const bytes = Buffer.from('€');
  client.write(bytes.subarray(0, 1));
  await pause(5);
  client.end(bytes.subarray(1));
  await event(far, 'end');
  saw(text);
});

behaviour('net: what is written is what arrives, also when the buffer is changed behind the write', async (saw) => {
  const { client, far } = await pair();
  let text = '';
  far.on('data', (bytes) => (text += String(bytes)));
  const buffer = Buffer.from('first');
  await new Promise<void>((resolve) => client.write(buffer, () => resolve()));
  buffer.fill('x');
  client.end();
  await event(far, 'end');
  saw(text);
});

behaviour('net: cork() sends one piece', async (saw) => {
  const { client, far } = await pair();
  client.cork();
  client.write('a');
  client.write('b');
  client.uncork();
  saw(String((await event(far, 'data'))[0]));
});

behaviour('net: an AbortSignal destroys the socket', async (saw) => {
  const { port } = await serveTcp(() => undefined);
  const controller = new AbortController();
  const socket = new net.Socket({ signal: controller.signal });
  socket.on('error', (error) => saw(error));
  socket.connect(port, '127.0.0.1', () => controller.abort(new Error('mine')));
  saw(await event(socket, 'close'));
});

behaviour('net: a socket can be read with for await', async (saw) => {
  const { port } = await serveTcp((socket) => {
    socket.write('one ');
    setTimeout(() => socket.end('two'), 5);
  });
  let text = '';
  for await (const piece of net.connect(port, '127.0.0.1')) text += String(piece);
  saw(text);
});

// Asserted by Node's test-net-connect-econnrefused, test-net-better-error-messages-port.
behaviour('net: a port that nobody listens on is ECONNREFUSED with its fields', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  saw.hide(port, 'port');
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', (error: NodeJS.ErrnoException & { address?: string; port?: number }) =>
    saw(error, error.syscall, error.errno, error.address, error.port),
  );
  saw(await event(socket, 'close'), socket.destroyed, socket.connecting);
});

behaviour('net: setNoDelay(), setKeepAlive(), ref() and unref() return the socket', (saw) => {
  const socket = new net.Socket();
  saw(socket.setNoDelay() === socket, socket.setKeepAlive(true, 5) === socket);
  saw(socket.ref() === socket, socket.unref() === socket, socket.setTimeout(1) === socket);
  socket.destroy();
});

behaviour('net: isIP() and its kin know addresses', (saw) => {
  for (const text of ['127.0.0.1', '256.0.0.1', '::1', '::ffff:1.2.3.4', 'fe80::1%eth0', '1:2:3', 'localhost', ''])
    saw(text, net.isIP(text), net.isIPv4(text), net.isIPv6(text));
});
