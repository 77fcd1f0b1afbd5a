/** What `fetch` sends. */
import { behaviour, type Saw } from '../behaviour.ts';
import { pause, serve, serveTcp } from '../loopback.ts';

/** Answers with what came: request line, raw headers, body. */
const echo = async () => {
  const { port } = await serve((request, response) => {
    let body = '';
    request.setEncoding('latin1');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      const headers = request.rawHeaders.map((text) => text.replace(String(port), '<port>'));
      response.end(JSON.stringify({ line: `${request.method} ${request.url}`, headers, body }));
    });
  });
  return {
    address: `http://127.0.0.1:${port}`,
    send: async (saw: Saw, path: string, init?: RequestInit) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      saw(await answer.json());
    },
  };
};

const failing = async (saw: Saw, action: () => Promise<unknown>): Promise<void> => {
  await action().then(
    () => saw('taken'),
    (error: unknown) => saw(error),
  );
};

behaviour('fetch: a plain GET carries these headers in this order', async (saw) => {
  const { send } = await echo();
  await send(saw, '/path?query=1#fragment');
});

behaviour('fetch: bodies bring their Content-Type and length', async (saw) => {
  const { send } = await echo();
  await send(saw, '/', { method: 'POST', body: 'text €' });
  await send(saw, '/', { method: 'POST', body: new URLSearchParams({ a: '1', b: 'ä' }) });
  await send(saw, '/', { method: 'POST', body: new Uint8Array([1, 2, 3]) });
  await send(saw, '/', { method: 'POST', body: new Uint8Array([1, 2, 3]).buffer });
  await send(saw, '/', { method: 'POST', body: new Blob(['blob'], { type: 'text/x' }) });
  await send(saw, '/', { method: 'POST', body: '' });
  await send(saw, '/', { method: 'POST' });
  await send(saw, '/', { method: 'DELETE' });
  await send(saw, '/', { method: 'PUT', body: 'x', headers: { 'Content-Type': 'own/type' } });
});

behaviour('fetch: a stream goes out in chunks and needs duplex', async (saw) => {
  const { send, address } = await echo();
  const stream = () => new Blob(['streamed']).stream();
  await send(saw, '/', { method: 'POST', body: stream(), duplex: 'half' } as RequestInit);
  await failing(saw, () => fetch(address, { method: 'POST', body: stream() }));
});

behaviour('fetch: FormData is a multipart body', async (saw) => {
  const { port } = await serve((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => {
      const boundary = /boundary=(.+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
      response.end(
        JSON.stringify([
          request.headers['content-type']?.replace(boundary, '<boundary>'),
          Number(request.headers['content-length']) === body.length,
          body.replaceAll(boundary, '<boundary>'),
        ]),
      );
    });
  });
  const form = new FormData();
  form.append('name', 'value "quoted"');
  form.append('file', new Blob(['content'], { type: 'text/plain' }), 'a.txt');
  saw(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form })).json());
});

behaviour('fetch: methods are made upper case where the standard says so', async (saw) => {
  const { send, address } = await echo();
  await send(saw, '/', { method: 'post' });
  await send(saw, '/', { method: 'PATCH', body: 'x' });
  await failing(saw, () => fetch(address, { method: 'connect' }));
  await failing(saw, () => fetch(address, { method: 'TRACE' }));
  await failing(saw, () => fetch(address, { method: 'a b' }));
});

behaviour('fetch: what cannot be asked is refused', async (saw) => {
  const { address } = await echo();
  await failing(saw, () => fetch('nonsense'));
  await failing(saw, () => fetch('http://user:pass@127.0.0.1/'));
  await failing(saw, () => fetch(address, { body: 'x' }));
  await failing(saw, () => fetch(address, { method: 'HEAD', body: 'x' }));
  await failing(saw, () => fetch(address, { headers: { 'bad name': 'x' } }));
  await failing(saw, () => fetch(address, { headers: { name: 'a\nb' } }));
  await failing(saw, () => fetch('ftp://127.0.0.1/'));
  await failing(saw, () => fetch('http://127.0.0.1:25/'));
});

behaviour('fetch: headers may be an object, pairs or Headers, and own ones win', async (saw) => {
  const { send } = await echo();
  await send(saw, '/', { headers: { 'X-A': '1', accept: 'text/x' } });
  await send(saw, '/', {
    headers: [
      ['X-A', '1'],
      ['x-a', '2'],
      ['user-agent', 'me'],
    ],
  });
  await send(saw, '/', { headers: new Headers({ 'accept-language': 'de' }) });
});

behaviour('fetch: headers that the connection owns are left to it', async (saw) => {
  const { send, address } = await echo();
  for (const [name, value] of [
    ['host', 'other.example'],
    ['content-length', '5'],
    ['connection', 'close'],
    ['transfer-encoding', 'chunked'],
    ['expect', '100-continue'],
    ['keep-alive', '5'],
    ['upgrade', 'x'],
  ] as const) {
    saw(name);
    await send(saw, '/', { headers: { [name]: value } }).catch(saw);
  }
  await failing(saw, () => fetch(address, { method: 'POST', body: 'abc', headers: { 'content-length': '5' } }));
});

behaviour('fetch: a Request is sent with its length and its headers as they were written', async (saw) => {
  const { address } = await echo();
  const request = new Request(`${address}/request`, { method: 'PUT', body: 'body', headers: { 'X-A': '1' } });
  saw(await (await fetch(request)).json());
});

behaviour('fetch: a Request is sent, init changes it, and its body is used up', async (saw) => {
  const { address } = await echo();
  const request = new Request(`${address}/request`, { method: 'PUT', body: 'body' });
  const sent = async (answer: Promise<Response>) => {
    const { line, body } = (await (await answer).json()) as { line: string; body: string };
    saw(line, body, request.bodyUsed);
  };
  await sent(fetch(request.clone()));
  await sent(fetch(request, { method: 'POST', headers: { 'X-B': '2' } }));
  await failing(saw, () => fetch(request));
});

behaviour('fetch: two requests, one behind the other, share a connection; at once they do not', async (saw) => {
  const ports = new Set<number | undefined>();
  const { port } = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    setTimeout(() => response.end('ok'), 5);
  });
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  await ask();
  await pause(20);
  await ask();
  await pause(20);
  saw(ports.size);
  await Promise.all([ask(), ask(), ask()]);
  saw(ports.size);
});

behaviour('fetch: a body that is not read keeps its connection busy', async (saw) => {
  const ports = new Set<number | undefined>();
  const { port } = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('x'.repeat(500_000));
  });
  const kept = await fetch(`http://127.0.0.1:${port}/`);
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  saw(ports.size, kept.bodyUsed);
  await kept.body?.cancel();
});

behaviour('fetch: the fragment stays here and the path is encoded', async (saw) => {
  const lines: string[] = [];
  const { port } = await serveTcp((socket) =>
    socket.once('data', (bytes) => {
      lines.push(String(bytes).split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    }),
  );
  for (const path of ['/ä b?q=ö d#f', '/a/../b/./c', '', '?only=query']) await fetch(`http://127.0.0.1:${port}${path}`);
  saw(lines);
});
