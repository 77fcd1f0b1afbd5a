/** What `fetch` gives back. */
import zlib from 'node:zlib';
import { behaviour } from '../behaviour.ts';
import { event, pause, serve, serveTcp } from '../loopback.ts';

const at = (port: number, path = '/') => `http://127.0.0.1:${port}${path}`;

behaviour('fetch: the fields of an answer', async (saw) => {
  const { port } = await serve((_, response) => {
    response.sendDate = false;
    response.writeHead(201, 'Made it', { 'X-A': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'] });
    response.end('body');
  });
  saw.hide(port, 'port');
  const answer = await fetch(at(port, '/x#hash'));
  saw(answer.status, answer.statusText, answer.ok, answer.redirected, answer.type, answer.url, answer.bodyUsed);
  saw([...answer.headers], answer.headers.getSetCookie(), answer.headers.get('x-a'));
  saw(await answer.text(), answer.bodyUsed);
  await answer.text().catch(saw);
});

behaviour('fetch: json(), bytes(), arrayBuffer(), blob() and formData() read a body', async (saw) => {
  const { port } = await serve((request, response) => {
    if (request.url === '/form') response.setHeader('Content-Type', 'application/x-www-form-urlencoded');
    response.end(request.url === '/json' ? '{"a":1}' : request.url === '/form' ? 'a=1&b=2' : 'ok');
  });
  saw(await (await fetch(at(port, '/json'))).json());
  saw(await (await fetch(at(port))).bytes());
  saw(await (await fetch(at(port))).arrayBuffer());
  const blob = await (await fetch(at(port))).blob();
  saw(blob.size, blob.type);
  saw([...(await (await fetch(at(port, '/form'))).formData())]);
  await (await fetch(at(port))).json().catch(saw);
});

behaviour('fetch: clone() reads the same body twice, before it is used', async (saw) => {
  const { port } = await serve((_, response) => response.end('twice'));
  const answer = await fetch(at(port));
  const copy = answer.clone();
  saw(await answer.text(), await copy.text(), copy.status);
  try {
    answer.clone();
  } catch (error) {
    saw(error);
  }
});

for (const status of [204, 205, 304]) {
  behaviour(`fetch: a ${status} has no body`, async (saw) => {
    const { port } = await serve((_, response) => response.writeHead(status).end());
    const answer = await fetch(at(port));
    saw(answer.status, answer.body === null, await answer.text());
  });
}

behaviour('fetch: an answer to HEAD has headers and no body', async (saw) => {
  const { port } = await serve((_, response) => response.setHeader('Content-Length', 5).end('hello'));
  const answer = await fetch(at(port), { method: 'HEAD' });
  saw(answer.headers.get('content-length'), answer.body === null, await answer.text());
});

behaviour('fetch: a body can be read piece by piece while it comes', async (saw) => {
  const { port } = await serve((_, response) => {
    response.write('one');
    setTimeout(() => response.write('two'), 300);
    setTimeout(() => response.end('three'), 600);
  });
  const answer = await fetch(at(port));
  const pieces: string[] = [];
  for await (const piece of answer.body ?? []) pieces.push(Buffer.from(piece).toString());
  saw(pieces);
});

behaviour('fetch: informational answers are passed over', async (saw) => {
  const { port } = await serve((_, response) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.end('answer');
  });
  const answer = await fetch(at(port));
  saw(answer.status, await answer.text());
});

const codings = {
  gzip: zlib.gzipSync('squeezed'),
  'x-gzip': zlib.gzipSync('squeezed'),
  deflate: zlib.deflateSync('squeezed'),
  'deflate, raw': zlib.deflateRawSync('squeezed'),
  // What Node's zlib.brotliCompressSync makes of it; the engine's node:zlib has no Brotli.
  br: Buffer.from('8b038073717565657a656403', 'hex'),
  'deflate, gzip': zlib.gzipSync(zlib.deflateSync('squeezed')),
} as const;

for (const [coding, bytes] of Object.entries(codings)) {
  behaviour(`fetch: a body in ${coding} is unpacked`, async (saw) => {
    const { port } = await serve((_, response) => {
      response.setHeader('Content-Encoding', coding === 'deflate, raw' ? 'deflate' : coding);
      response.end(bytes);
    });
    const answer = await fetch(at(port));
    saw(answer.headers.get('content-encoding'), answer.headers.get('content-length'), await answer.text());
  });
}

behaviour('fetch: a coding that is not known leaves the body as it is', async (saw) => {
  const { port } = await serve((_, response) => response.setHeader('Content-Encoding', 'own').end('as it is'));
  saw(await (await fetch(at(port))).text());
});

behaviour('fetch: a packed body that is broken is an error of reading it', async (saw) => {
  const { port } = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip').end('no gzip'));
  const answer = await fetch(at(port));
  saw(answer.status);
  await answer.text().catch((error: Error) => saw(error.name, error.message));
});

behaviour('fetch: an answer cut off is an error of reading it', async (saw) => {
  const { port } = await serveTcp((socket) =>
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
      setTimeout(() => socket.end(), 20);
    }),
  );
  const answer = await fetch(at(port));
  saw(answer.status);
  await answer
    .text()
    .catch((error: Error & { cause?: Error & { code?: string } }) =>
      saw(error.name, error.message, error.cause?.name, error.cause?.message, error.cause?.code),
    );
});

for (const [what, answer] of [
  ['nothing', ''],
  ['nonsense', 'nonsense\r\n\r\n'],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent'],
  ['a head that is too long', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(20_000)}\r\n\r\n`],
  ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nab'],
] as const) {
  behaviour(`fetch: an answer of ${what} fails as in Node`, async (saw) => {
    const { port } = await serveTcp((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    });
    await fetch(at(port)).then(
      () => saw('answered'),
      (error: Error & { cause?: Error & { code?: string } }) =>
        saw(error.name, error.message, error.cause?.name, error.cause?.message, error.cause?.code),
    );
  });
}

behaviour('fetch: a refused connection fails with its cause', async (saw) => {
  const { server, port } = await serveTcp(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  saw.hide(port, 'port');
  await fetch(at(port)).catch((error: unknown) => saw(error));
});

behaviour('fetch: a reset connection fails with its cause', async (saw) => {
  const { port } = await serveTcp((socket) => void socket.once('data', () => socket.resetAndDestroy()));
  await fetch(at(port)).catch((error: unknown) => saw(error));
});

behaviour('fetch: redirects are followed as their status says', async (saw) => {
  const { port } = await serve((request, response) => {
    const [, status] = /^\/(\d+)/.exec(request.url ?? '') ?? [];
    if (status !== undefined) {
      response.writeHead(Number(status), { Location: '/end' }).end();
      return;
    }
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => response.end(`${request.method} ${request.headers['content-type'] ?? 'none'} ${body}`));
  });
  saw.hide(port, 'port');
  for (const status of [301, 302, 303, 307, 308]) {
    const answer = await fetch(at(port, `/${status}`), { method: 'POST', body: 'x' });
    saw(answer.redirected, answer.url, await answer.text());
  }
});

behaviour('fetch: redirect may be manual or an error, and has an end', async (saw) => {
  const { port } = await serve((request, response) => {
    const location = request.url === '/none' ? undefined : request.url === '/bad' ? 'http://[' : '/again';
    response.writeHead(302, location === undefined ? {} : { Location: location }).end('moved');
  });
  const manual = await fetch(at(port), { redirect: 'manual' });
  saw(manual.status, manual.type, manual.headers.get('location'), manual.ok);
  await fetch(at(port), { redirect: 'error' }).catch((error: unknown) => saw(error));
  await fetch(at(port)).catch((error: unknown) => saw(error));
  saw((await fetch(at(port, '/none'))).status);
  await fetch(at(port, '/bad')).catch((error: Error) => saw(error.name, error.message));
});

behaviour('fetch: authorization does not follow to another origin', async (saw) => {
  const far = await serve((request, response) => response.end(String(request.headers.authorization)));
  const near = await serve((_, response) => response.writeHead(302, { Location: at(far.port) }).end());
  const answer = await fetch(at(near.port), { headers: { Authorization: 'secret' } });
  saw(await answer.text());
});

behaviour('fetch: abort before, during and behind the head', async (saw) => {
  const { server, port } = await serve((request, response) => {
    if (request.url === '/begun') response.write('begun');
  });
  await fetch(at(port), { signal: AbortSignal.abort() }).catch(saw);
  await fetch(at(port), { signal: AbortSignal.abort(new RangeError('own')) }).catch(saw);
  const during = new AbortController();
  const failure = fetch(at(port), { signal: during.signal }).catch((error: unknown) => error);
  await event(server, 'request');
  during.abort();
  saw(await failure);
  const behind = new AbortController();
  const answer = await fetch(at(port, '/begun'), { signal: behind.signal });
  const text = answer.text().catch((error: unknown) => error);
  behind.abort(new TypeError('enough'));
  saw(await text);
  await fetch(at(port), { signal: AbortSignal.timeout(20) }).catch(saw);
  server.closeAllConnections();
});

behaviour('fetch: an abort closes the connection, which the server notices', async (saw) => {
  const { server, port } = await serve(
    (request) => void request.on('close', () => saw('request closed', request.complete)),
  );
  const controller = new AbortController();
  const failure = fetch(at(port), { signal: controller.signal }).catch(() => undefined);
  await event(server, 'request');
  controller.abort();
  await failure;
  await pause(20);
});

behaviour('fetch: cancelling the body closes the connection', async (saw) => {
  const { port } = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 5);
    response.on('close', () => {
      clearInterval(timer);
      saw('response closed', response.writableFinished);
    });
  });
  const answer = await fetch(at(port));
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await pause(40);
});

behaviour('fetch: a body that nobody reads holds the server back', async (saw) => {
  let isDrained = false;
  const { server, port } = await serve((_, response) => {
    // More than Linux and macOS keep for a connection that nobody reads; as little as that, because it is copied often.
    response.write(Buffer.alloc(16 * 1024 * 1024));
    response.on('drain', () => (isDrained = true));
  });
  const answer = await fetch(at(port));
  await pause(100);
  saw(answer.status, isDrained);
  await answer.body?.cancel();
  server.closeAllConnections();
});

behaviour('fetch: data: addresses are read without a connection', async (saw) => {
  const answer = await fetch('data:text/plain;base64,aGVsbG8=');
  saw(answer.status, answer.headers.get('content-type'), await answer.text());
  await fetch('data:nonsense').catch(saw);
});

behaviour('fetch: Response and Headers can be made and refuse what cannot be', async (saw) => {
  const attempts: (() => unknown)[] = [
    () => new Response('x', { status: 199 }),
    () => new Response('x', { status: 204 }),
    () => new Response(null, { status: 204 }).status,
    () => Response.json({ a: 1 }).headers.get('content-type'),
    () => Response.redirect('http://a.example/', 308).headers.get('location'),
    () => Response.error().type,
    () => new Headers([['a']] as never),
    () => new Headers({ 'bad name': '1' }),
    () => [...new Headers({ B: '1', a: '2' })],
  ];
  for (const attempt of attempts) {
    try {
      saw(attempt());
    } catch (error) {
      saw((error as Error).name);
    }
  }
  saw(await new Response('body').text());
});
