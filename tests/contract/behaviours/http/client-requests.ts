/** `http.request`: what it refuses, sends and tells. */
import http from 'node:http';
import net from 'node:net';
import { behaviour, type Saw } from '../behaviour.ts';
import { ask, event, pause, serve, serveTcp } from '../loopback.ts';

const attempt = (saw: Saw, action: () => unknown): void => {
  try {
    saw(action());
  } catch (error) {
    saw(error);
  }
};

/** What comes over the wire for a request, up to the moment at which nothing more follows. */
const bytesOf = async (send: (port: number) => http.ClientRequest): Promise<string> => {
  let text = '';
  const { server, port } = await serveTcp((socket) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    socket.on('data', (bytes) => {
      text += String(bytes);
      clearTimeout(timer);
      timer = setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'), 25);
    });
    socket.on('error', () => undefined);
  });
  const request = send(port);
  request.on('error', () => undefined);
  await event(request, 'close');
  server.close();
  return text.replaceAll(String(port), '<port>');
};

// Asserted by Node's test-http-client-unescaped-path, test-http-client-check-http-token, test-http-client-... options.
behaviour('http client: options that cannot be are refused at once', (saw) => {
  const options: Record<string, unknown>[] = [
    { path: '/a b' },
    { path: '/\n' },
    { path: '/é' },
    { method: 'BAD METHOD' },
    { method: 1 },
    { method: '' },
    { protocol: 'https:' },
    { headers: { 'bad name': '1' } },
    { headers: { name: 'a\nb' } },
    { headers: { name: undefined } },
    { hostname: 1 },
    { agent: 'x' },
    { timeout: 'soon' },
    { insecureHTTPParser: 1 },
    { maxHeaderSize: 'x' },
  ];
  for (const one of options) {
    attempt(saw, () => {
      const request = http.request({ host: '127.0.0.1', port: 9, ...one });
      request.on('error', () => undefined);
      request.destroy();
      return 'taken';
    });
  }
  attempt(saw, () => http.request('nonsense'));
  attempt(saw, () => http.request('https://127.0.0.1/'));
});

// Asserted by Node's test-http-url.parse-*, test-http-request-arguments.
behaviour('http client: address and options are put together, options first', async (saw) => {
  const sent = (send: (port: number) => http.ClientRequest) => bytesOf(send).then(saw);
  await sent((port) => http.get(`http://127.0.0.1:${port}/path?a=1#hash`));
  await sent((port) => http.get(new URL(`http://user:pass%20word@127.0.0.1:${port}/`)));
  await sent((port) => http.get(`http://127.0.0.1:${port}/first`, { path: '/second', headers: { A: 'b' } }));
  await sent((port) => http.request({ host: '127.0.0.1', port, auth: 'me:secret', setHost: false }).end());
  await sent((port) => http.request({ host: '127.0.0.1', port, defaultPort: port, method: 'put' }).end());
});

behaviour('http client: how the length of a body is told depends on method and on end()', async (saw) => {
  for (const method of ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PUT']) {
    saw(await bytesOf((port) => http.request({ host: '127.0.0.1', port, method, agent: false }).end()));
    saw(await bytesOf((port) => http.request({ host: '127.0.0.1', port, method, agent: false }).end('body')));
    saw(
      await bytesOf((port) => {
        const request = http.request({ host: '127.0.0.1', port, method, agent: false });
        request.write('bo');
        return request.end('dy');
      }),
    );
  }
});

behaviour('http client: its fields tell what it asks', (saw) => {
  const request = http.request({ host: '127.0.0.1', port: 9, path: '/x', method: 'patch', headers: { A: '1' } });
  request.on('error', () => undefined);
  saw(request.method, request.path, request.host, request.protocol, request.getHeader('a'), request.getHeader('host'));
  saw(request.reusedSocket, request.maxHeadersCount, request.destroyed, request.aborted, request.writableEnded);
  request.destroy();
  saw(request.destroyed, request.aborted);
});

// Asserted by Node's test-http-client-abort*, test-http-client-set-timeout-after-end, test-http-client-close-event.
behaviour('http client: destroy() before the answer is a hang-up, and close comes behind the error', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const request = http.get({ port, host: '127.0.0.1' });
  request.on('error', (error) => saw(error));
  request.on('abort', () => saw('abort'));
  await event(server, 'request');
  request.destroy();
  saw(request.destroyed);
  await event(request, 'close');
  saw('close', request.errored === null);
});

behaviour('http client: destroy(error) tells that error', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const request = http.get({ port, host: '127.0.0.1' });
  request.on('error', (error) => saw(error));
  await event(server, 'request');
  request.destroy(new RangeError('mine'));
  await event(request, 'close');
  saw('close');
});

behaviour('http client: abort() tells abort, then a hang-up', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const request = http.get({ port, host: '127.0.0.1' });
  request.on('abort', () => saw('abort'));
  request.on('error', (error) => saw(error));
  await event(server, 'request');
  request.abort();
  request.abort();
  saw(request.aborted);
  await event(request, 'close');
  saw('close');
});

behaviour('http client: destroyed before it has a socket, it connects to nobody', async (saw) => {
  const { server, port } = await serve(() => saw('never'));
  const request = http.get({ port, host: '127.0.0.1' });
  request.on('error', (error) => saw(error));
  request.destroy();
  await event(request, 'close');
  await pause(10);
  saw('close');
  server.close();
});

// Asserted by Node's test-http-client-abort-destroy and test-http-agent-abort-controller.
behaviour('http client: an AbortSignal ends the request with its reason', async (saw) => {
  const { server, port } = await serve(() => undefined);
  const before = http.get({ port, host: '127.0.0.1', signal: AbortSignal.abort(new Error('early')) });
  saw((await event(before, 'error'))[0]);
  const controller = new AbortController();
  const during = http.get({ port, host: '127.0.0.1', signal: controller.signal });
  const failure = event(during, 'error');
  await event(server, 'request');
  controller.abort(new Error('own reason'));
  saw((await failure)[0]);
});

// Asserted by Node's test-http-client-response-domain..., test-http-aborted.
behaviour('http client: an answer cut off is "aborted"', async (saw) => {
  const { port } = await serveTcp((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')),
  );
  const request = http.get({ port, host: '127.0.0.1' });
  request.on('error', (error) => saw('request', error));
  request.on('close', () => saw('request close'));
  const response = (await event(request, 'response'))[0] as http.IncomingMessage;
  response.on('data', (bytes) => saw(String(bytes)));
  response.on('aborted', () => saw('aborted'));
  response.on('end', () => saw('end'));
  response.on('error', (error) => saw('response', error));
  await event(response, 'close');
  saw(response.complete, response.aborted);
  await pause(5);
});

behaviour('http client: an answer without a length ends with the connection', async (saw) => {
  const { port } = await serveTcp((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end')),
  );
  saw(await ask({ port }));
});

for (const [what, answer] of [
  ['nothing', ''],
  ['nonsense', 'nonsense\r\n\r\n'],
  ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n'],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['a head of more than 16 KB', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(17_000)}\r\n\r\n`],
  ['only an informational head', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ['no reason phrase', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nold'],
] as const) {
  behaviour(`http client: an answer of ${what} is taken as Node takes it`, async (saw) => {
    const { port } = await serveTcp((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    });
    const request = http.get({ port, host: '127.0.0.1' });
    request.on('error', (error) => saw('request', error));
    request.on('information', ({ statusCode }: http.InformationEvent) => saw('information', statusCode));
    request.on('response', (response) => {
      saw(response.statusCode, response.statusMessage, response.httpVersion);
      response.on('data', (bytes) => saw(String(bytes)));
      response.on('error', (error) => saw('response', error));
      response.on('close', () => saw('response close', response.complete));
    });
    await event(request, 'close');
    await pause(5);
  });
}

// Asserted by Node's test-http-client-maxheaderlimit..., test-http-max-header-size-per-stream.
behaviour('http client: maxHeaderSize of the options is the limit of the answer’s head', async (saw) => {
  const { port } = await serve((_, response) => response.setHeader('A', 'b'.repeat(900)).end('ok'));
  saw((await ask({ port, maxHeaderSize: 2_000 })).body);
  await ask({ port, maxHeaderSize: 500 }).catch((error: unknown) => saw(error));
});

// Asserted by Node's test-http-timeout, test-http-client-timeout-option-listeners, test-http-client-timeout-event.
behaviour("http client: 'timeout' is told and does not end the request", async (saw) => {
  const { port } = await serve((_, response) => void setTimeout(() => response.end('late'), 80));
  const request = http.get({ port, host: '127.0.0.1', timeout: 20 });
  request.on('timeout', () => saw('timeout'));
  const response = (await event(request, 'response'))[0] as http.IncomingMessage;
  saw(response.statusCode);
  response.resume();
  await event(response, 'end');
});

behaviour('http client: setTimeout() counts idle time of the socket, so that traffic delays it', async (saw) => {
  const { port } = await serve((_, response) => {
    let count = 0;
    const timer = setInterval(() => {
      response.write('.');
      count += 1;
      if (count === 4) clearInterval(timer);
    }, 250);
  });
  const request = http.get({ port, host: '127.0.0.1', agent: false });
  let pieces = 0;
  request.setTimeout(900, () => {
    saw('timeout', pieces);
    request.destroy();
  });
  request.on('error', () => undefined);
  request.on('response', (response) => {
    response.on('data', () => (pieces += 1));
    response.on('error', (error) => saw(error));
  });
  await event(request, 'close');
  await pause(5);
});

// Asserted by Node's test-http-expect-continue and test-http-information-headers.
behaviour("http client: 'continue' and 'information' come before 'response'", async (saw) => {
  const { server, port } = await serve(() => undefined);
  server.on('checkContinue', (request, response) => {
    response.writeContinue();
    response.writeProcessing();
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    request.resume().on('end', () => response.end('done'));
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', headers: { Expect: '100-continue' } });
  request.on('continue', () => {
    saw('continue');
    request.end('body');
  });
  request.on('information', ({ statusCode, statusMessage, headers, rawHeaders, httpVersion }) =>
    saw(statusCode, statusMessage, headers, rawHeaders, httpVersion),
  );
  const response = (await event(request, 'response'))[0] as http.IncomingMessage;
  saw(response.statusCode);
  response.resume();
  await event(response, 'end');
});

behaviour("http client: without a listener for 'response' the answer is thrown away", async (saw) => {
  const { server, port } = await serve((_, response) => response.end('x'.repeat(100_000)));
  const request = http.get({ port, host: '127.0.0.1', agent: false });
  await event(request, 'close');
  saw(request.destroyed, request.writableFinished);
  server.close();
});

behaviour('http client: events of a whole exchange come in their order', async (saw) => {
  const { port } = await serve((_, response) => response.end('x'));
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false });
  for (const name of ['socket', 'finish', 'response', 'close', 'prefinish']) request.on(name, () => saw(name));
  request.on('socket', (socket: net.Socket) => {
    saw(socket.connecting);
    for (const name of ['lookup', 'connect', 'ready', 'close']) socket.on(name, () => saw(`socket ${name}`));
  });
  request.on('response', (response) => {
    response.resume();
    response.on('end', () => saw('response end'));
    response.on('close', () => saw('response close'));
  });
  request.end('body', () => saw('end callback'));
  await event(request, 'close');
  await pause(10);
});

behaviour('http client: refused and unknown hosts are errors of the system', async (saw) => {
  const { server, port } = await serve(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  saw.hide(port, 'port');
  const failure = async (options: http.RequestOptions): Promise<void> => {
    const request = http.get(options);
    const [error] = (await event(request, 'error')) as [NodeJS.ErrnoException & { address?: string; port?: number }];
    saw(error, error.syscall, error.errno, error.address, error.port);
  };
  await failure({ host: '127.0.0.1', port });
});

behaviour('http client: createConnection of the options makes the socket', async (saw) => {
  const { port } = await serve((request, response) => response.end(request.headers.host));
  const createConnection = () => net.connect(port, '127.0.0.1');
  const request = http.get({ host: 'nowhere.invalid', port: 80, createConnection });
  const [response] = (await event(request, 'response')) as [http.IncomingMessage];
  saw(response.statusCode, String((await event(response, 'data'))[0]));
});

behaviour('http client: a second answer that nobody asked for ends the connection', async (saw) => {
  const { port } = await serveTcp((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
      socket.write(answer + answer);
    });
    socket.on('close', () => saw('server side closed'));
  });
  const agent = new http.Agent({ keepAlive: true });
  saw((await ask({ port, agent })).body);
  await pause(30);
  saw(Object.keys(agent.freeSockets).length, Object.keys(agent.sockets).length);
});
