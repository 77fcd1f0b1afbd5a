/** Limits that a server keeps by the clock. */
import http from 'node:http';
import net from 'node:net';
import { behaviour } from '../behaviour.ts';
import { exchange, listen, pause, serve, withoutDate } from '../loopback.ts';

/** Sends the parts with pauses between them; resolves with the answer and whether the server closed. */
const sendSlowly = (port: number, everyMs: number, parts: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let answer = '';
    let index = 0;
    const timer = setInterval(() => {
      const part = parts[index++];
      if (part !== undefined && socket.writable) socket.write(part);
    }, everyMs);
    socket.on('data', (text) => (answer += String(text)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(withoutDate(answer));
    });
  });

behaviour('http server: the limits have their defaults', (saw) => {
  const server = http.createServer();
  saw(server.timeout, server.headersTimeout, server.requestTimeout, server.keepAliveTimeout);
  saw(server.maxHeadersCount, server.maxRequestsPerSocket);
});

behaviour('http server: headersTimeout and requestTimeout of the options must fit together', (saw) => {
  try {
    http.createServer({ headersTimeout: 100, requestTimeout: 50 });
  } catch (error) {
    saw(error);
  }
  try {
    http.createServer({ keepAliveTimeout: -1 });
  } catch (error) {
    saw(error);
  }
  const server = http.createServer({ requestTimeout: 50 });
  saw(server.headersTimeout, server.requestTimeout);
});

// Asserted by Node's test-http-server-headers-timeout-delayed-headers.
behaviour('http server: a head that does not come whole within headersTimeout is answered with 408', async (saw) => {
  const { server, port } = await serve(() => saw('never'), {
    headersTimeout: 60,
    requestTimeout: 0,
    connectionsCheckingInterval: 20,
  });
  saw(await sendSlowly(port, 10, ['GET / HTTP/1.1\r\nHost: x\r\n', 'A: b\r\n']));
  server.close();
});

// Asserted by Node's test-http-server-request-timeout-delayed-body and -delayed-headers.
behaviour('http server: a body that does not come whole within requestTimeout is answered with 408', async (saw) => {
  const { server, port } = await serve(
    (request) => {
      saw(request.method);
      request.on('error', (error) => saw(error));
      request.resume();
    },
    { headersTimeout: 0, requestTimeout: 60, connectionsCheckingInterval: 20 },
  );
  saw(await sendSlowly(port, 10, ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n', 'abc']));
  server.close();
});

// Asserted by Node's test-http-server-request-timeout-keepalive.
behaviour('http server: requestTimeout counts from each request, not from the connection', async (saw) => {
  const { server, port } = await serve((request, response) => request.resume().on('end', () => response.end('ok')), {
    headersTimeout: 0,
    requestTimeout: 900,
    connectionsCheckingInterval: 20,
  });
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n';
  const answer = await sendSlowly(port, 400, [`${head}ok`, `${head}ok`, `${head}ok`, `${head}o`]);
  saw(answer.match(/HTTP\/1\.1 \d+/g));
  server.close();
});

behaviour("http server: 'clientError' gets the error of a request that was too slow", async (saw) => {
  const { server, port } = await serve(() => undefined, {
    headersTimeout: 60,
    requestTimeout: 60,
    connectionsCheckingInterval: 20,
  });
  server.on('clientError', (error, socket) => {
    saw(error);
    socket.end('HTTP/1.1 408 Mine\r\n\r\n');
  });
  saw(await sendSlowly(port, 10, ['GET / HTTP/1.1\r\n']));
  server.close();
});

behaviour('http server: a slow answer is no matter of headersTimeout and requestTimeout', async (saw) => {
  const { server, port } = await serve((_, response) => void setTimeout(() => response.end('late'), 300), {
    headersTimeout: 50,
    requestTimeout: 50,
    connectionsCheckingInterval: 20,
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  server.close();
});

// Asserted by Node's test-http-keep-alive-timeout and test-http-server-keep-alive-timeout.
behaviour('http server: an idle connection is closed after keepAliveTimeout', async (saw) => {
  const { server, port } = await serve((_, response) => response.end('ok'), { keepAliveTimeout: 50 });
  const began = performance.now();
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  // Node adds a second (keepAliveTimeoutBuffer), so that a client that counts with it does not meet the end.
  saw(performance.now() - began >= 1_040);
  server.close();
});

// Asserted by Node's test-http-server-keepalive-... : the next request starts it anew.
behaviour('http server: keepAliveTimeout begins again behind each answer', async (saw) => {
  const { server, port } = await serve((_, response) => response.end('ok'), { keepAliveTimeout: 200 });
  const line = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  saw((await sendSlowly(port, 100, [line, line, line])).match(/200 OK/g));
  server.close();
});

// Asserted by Node's test-http-set-timeout-server.
behaviour("http server: setTimeout() without a listener for 'timeout' closes a quiet connection", async (saw) => {
  const told: unknown[] = [];
  const { server, port } = await serve((_, response) => {
    response.on('close', () => told.push('response close', response.writableEnded));
  });
  server.setTimeout(50);
  saw(server.timeout);
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  await pause(5);
  saw(told);
  server.close();
});

behaviour("http server: with a listener for 'timeout' the connection stays until the listener acts", async (saw) => {
  const { server, port } = await serve(() => undefined);
  server.setTimeout(50, (socket) => {
    saw('timeout', socket instanceof net.Socket);
    socket.end('mine');
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  server.close();
});

behaviour(
  "http server: request.setTimeout() and response.setTimeout() hear 'timeout' and keep the connection",
  async (saw) => {
    const { server, port } = await serve((request, response) => {
      const told = (who: string) => () => {
        saw(who);
        response.end(who);
      };
      if (request.url === '/request') request.setTimeout(40, told('request'));
      else response.setTimeout(40, told('response'));
    });
    saw(await exchange(port, 'GET /request HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    saw(await exchange(port, 'GET /response HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    server.close();
  },
);

behaviour('http server: a connection that sends nothing is closed after headersTimeout', async (saw) => {
  const { server, port } = await serve(() => undefined, {
    headersTimeout: 50,
    requestTimeout: 50,
    connectionsCheckingInterval: 20,
  });
  saw(await exchange(port));
  server.close();
});

behaviour('http server: server.close() ends the checks, and the limits of what is open still hold', async (saw) => {
  const server = http.createServer({ headersTimeout: 80, requestTimeout: 80, connectionsCheckingInterval: 20 });
  const port = await listen(server);
  const closed = new Promise((resolve) => server.on('close', resolve));
  const socket = net.connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n'));
  socket.on('error', () => undefined);
  socket.on('close', () => saw('client closed'));
  await pause(20);
  server.close();
  saw(await Promise.race([closed.then(() => 'closed'), pause(400).then(() => 'still open')]));
  socket.destroy();
});
