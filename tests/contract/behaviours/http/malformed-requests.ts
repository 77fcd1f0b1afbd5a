/** What a server does with bytes that are no request. */
import net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { event, exchange, listen, pause, serve, withoutDate } from '../loopback.ts';

const requests: readonly (readonly [string, string])[] = [
  ['nonsense', 'NONSENSE\r\n\r\n'],
  // Asserted by Node's test-http-server-client-error-... and test-http-request-method-..., as those below.
  ['an unknown method', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a version that is none', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
  ['no protocol', 'GET /\r\nHost: x\r\n\r\n'],
  ['a header name with a space', 'GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nnothing\r\n\r\n'],
  ['a space before the colon', 'GET / HTTP/1.1\r\nHost: x\r\nName : 1\r\n\r\n'],
  ['a Content-Length that is no number', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n'],
  ['a negative Content-Length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  ['two Content-Lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n'],
  // Asserted by Node's test-http-invalid-te and test-http-double-content-length.
  [
    'Content-Length with Transfer-Encoding',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'Transfer-Encoding with Content-Length behind it',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n',
  ],
  [
    'a Transfer-Encoding that does not end with chunked',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, eee\r\n\r\n',
  ],
  ['a chunk size that is no number', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  [
    'a chunk that is longer than it says',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n',
  ],
  ['a line end without a line feed', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\rc: d\r\n\r\n'],
  ['a control character in a value', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\u0001c\r\n\r\n'],
  ['a zero byte in a value', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\u0000c\r\n\r\n'],
  // Asserted by Node's test-http-host-headers and test-http-request-host-header (requireHostHeader).
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n'],
  // Asserted by Node's test-http-header-overflow.
  ['a head of more than 16 KB', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(17_000)}\r\n\r\n`],
  ['an address of more than 16 KB', `GET /${'b'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['TLS to a plain port', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
];

for (const [what, bytes] of requests) {
  behaviour(`http server: ${what} is answered as Node does`, async (saw) => {
    const { port } = await serve((request, response) => {
      saw('listener', request.method, request.url, request.rawHeaders);
      request.on('error', (error) => saw('request', error));
      request.resume().on('end', () => response.end('ok'));
    });
    saw(await exchange(port, bytes));
  });
}

// Asserted by Node's test-http-server-client-error and test-http-client-error-rawbytes.
behaviour(
  "http server: 'clientError' gets the error with its bytes and the socket, and answers itself",
  async (saw) => {
    const { server, port } = await serve(() => undefined);
    server.on('clientError', (error: NodeJS.ErrnoException & { bytesParsed?: number; rawPacket?: Buffer }, socket) => {
      saw(error, String(error.rawPacket), socket instanceof net.Socket, socket.writable);
      socket.end('HTTP/1.1 400 Mine\r\n\r\n');
    });
    saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nOops!\r\n\r\n'));
  },
);

behaviour("http server: the error of 'clientError' tells how many bytes were taken before it", async (saw) => {
  const { server, port } = await serve(() => undefined);
  server.on('clientError', (error: NodeJS.ErrnoException & { bytesParsed?: number }, socket) => {
    saw(error.bytesParsed);
    socket.destroy();
  });
  await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nOops!\r\n\r\n');
});

behaviour('http server: maxHeaderSize of the options is the limit of a head', async (saw) => {
  const { server, port } = await serve((_, response) => response.end('ok'), { maxHeaderSize: 1_000 });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    saw(error.code, error.message);
    socket.destroy();
  });
  const ask = (count: number) =>
    exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: ${'b'.repeat(count)}\r\n\r\n`);
  saw(await ask(800));
  saw(await ask(1_100));
});

behaviour('http server: requireHostHeader: false takes a request without Host', async (saw) => {
  const { port } = await serve((_, response) => response.end('ok'), { requireHostHeader: false });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'));
});

behaviour('http server: empty lines before a request are skipped, and a lone line feed ends a line', async (saw) => {
  const { port } = await serve((request, response) => response.end(JSON.stringify(request.headers)));
  saw(await exchange(port, '\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  saw(await exchange(port, 'GET / HTTP/1.1\nHost: x\nConnection: close\n\n'));
});

behaviour('http server: a request in single bytes is the same request', async (saw) => {
  const { port } = await serve((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => response.end(`${request.method} ${request.url} ${body}`));
  });
  const text =
    'POST /slowly HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: 1\r\n\r\n';
  saw(
    await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let answer = '';
      socket.on('data', (piece) => (answer += String(piece)));
      socket.on('close', () => resolve(withoutDate(answer)));
      let at = 0;
      const next = (): void => {
        if (at < text.length) socket.write(text[at++] ?? '', () => setImmediate(next));
      };
      next();
    }),
  );
});

behaviour('http server: an error in a body behind its head is an error of the request', async (saw) => {
  const { server, port } = await serve((request) => {
    request.on('error', (error) => saw('error', error));
    request.on('close', () => saw('close', request.complete, request.destroyed));
    request.resume();
  });
  saw(await exchange(port, 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n'));
  await new Promise((resolve) => server.close(resolve));
});

behaviour('http server: a client that ends in the middle of a body is "aborted"', async (saw) => {
  const { server, port } = await serve((request) => {
    request.on('aborted', () => saw('aborted'));
    request.on('error', (error) => saw(error));
    request.on('close', () => saw('close', request.complete));
    request.resume();
  });
  const socket = net.connect(port, '127.0.0.1', () =>
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'),
  );
  await event(server, 'request');
  socket.destroy();
  await new Promise((resolve) => socket.on('close', resolve));
  await pause(20);
  server.close();
});

behaviour('net: a server of its own may answer anything', async (saw) => {
  const server = net.createServer((socket) => socket.end('anything'));
  const port = await listen(server);
  saw(await exchange(port));
});
