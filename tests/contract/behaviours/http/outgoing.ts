/** Writing bodies: ends, callbacks, mistakes, back-pressure. */
import http from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { behaviour, type Saw } from '../behaviour.ts';
import { ask, event, exchange, pause, serve } from '../loopback.ts';

const request = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

/** One response that `act` makes, and what comes over the wire. */
const respond = async (saw: Saw, act: (response: http.ServerResponse) => unknown): Promise<void> => {
  const { port } = await serve((_, response) => {
    response.sendDate = false;
    response.on('error', (error) => saw("'error'", error));
    void act(response);
  });
  saw(await exchange(port, request));
};

const attempt = (saw: Saw, action: () => unknown): void => {
  try {
    saw(action());
  } catch (error) {
    saw(error);
  }
};

// Asserted by Node's test-http-server-write-after-end.
behaviour('http response: write() behind end() is an error of the callback and of the response', (saw) =>
  respond(saw, (response) => {
    response.end('x');
    saw(response.write('y', (error) => saw('callback', error)));
  }),
);

// Asserted by Node's test-http-server-write-end-after-end and test-http-outgoing-end-multiple.
behaviour('http response: a second end() is quiet without a body and an error of its callback', (saw) =>
  respond(saw, (response) => {
    response.end('x', () => saw('first'));
    saw(response.end() === response);
    response.end((error?: Error) => saw('second', error));
  }),
);

behaviour('http response: a second end() once finished has an error for its callback', (saw) =>
  respond(saw, (response) => {
    response.on('finish', () => response.end((error?: Error) => saw(error)));
    response.end('x');
  }),
);

// Asserted by Node's test-http-outgoing-proto and test-http-res-write-end-dont-take-array.
behaviour('http response: write() and end() refuse what are no bytes', (saw) =>
  respond(saw, (response) => {
    for (const chunk of [null, undefined, 1, true, ['a'], {}]) {
      attempt(saw, () => response.write(chunk as unknown as string));
    }
    attempt(saw, () => response.end(1 as unknown as string));
    response.end(new Uint8Array([111, 107]));
  }),
);

behaviour('http response: callbacks of writes come in order, behind the call', (saw) =>
  respond(saw, (response) => {
    response.write('a', () => saw('a'));
    response.write('b', 'utf8', () => saw('b'));
    response.end('c', () => saw('c'));
    saw('sync');
  }),
);

// Asserted by Node's test-http-content-length-mismatch.
behaviour('http response: strictContentLength refuses more and less than was said', async (saw) => {
  const { port } = await serve((incoming, response) => {
    response.strictContentLength = true;
    response.setHeader('Content-Length', 5);
    if (incoming.url === '/more') attempt(saw, () => response.write('too much'));
    if (incoming.url === '/less') attempt(saw, () => void response.end('few'));
    if (incoming.url === '/exact') attempt(saw, () => void response.end('exact'));
    response.destroy();
  });
  for (const path of ['/more', '/less', '/exact'])
    saw(await exchange(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`).then(() => path));
});

behaviour('http response: without strictContentLength what is said and what is sent may differ', (saw) =>
  respond(saw, (response) => {
    response.setHeader('Content-Length', 2);
    response.end('longer');
  }),
);

// Asserted by Node's test-http-response-cork and test-http-outgoing-buffer.
behaviour('http response: cork() keeps bytes together, chunk by chunk, until uncork()', (saw) =>
  respond(saw, (response) => {
    response.cork();
    saw(response.writableCorked);
    response.write('a');
    response.write('b');
    response.uncork();
    saw(response.writableCorked);
    response.end();
  }),
);

behaviour('http response: its fields tell how far it is', (saw) =>
  respond(saw, (response) => {
    const fields = () => {
      const { headersSent, writableEnded, writableFinished, writable, finished, destroyed } = response;
      return { headersSent, writableEnded, writableFinished, writable, finished, destroyed };
    };
    saw(fields(), response.writableHighWaterMark, response.writableObjectMode, response.writableLength);
    response.write('x');
    saw(fields());
    response.end();
    saw(fields());
    response.on('finish', () => saw('finish', fields()));
    response.on('close', () => saw('close', fields()));
  }),
);

// Asserted by Node's test-http-outgoing-drain... and test-http-pipe-fs: who does not wait fills memory.
behaviour("http response: write() says false when the reader is slow, and 'drain' when it caught up", async (saw) => {
  const size = 16 * 1024;
  const { server, port } = await serve((_, response) => {
    let count = 0;
    while (count < 10_000 && response.write(Buffer.alloc(size))) count += 1;
    saw('full', count < 10_000, response.writableNeedDrain, response.writableLength > 0);
    response.once('drain', () => {
      saw('drain', response.writableNeedDrain, response.writableLength);
      response.end();
    });
  });
  const incoming = (
    await event(http.get({ port, host: '127.0.0.1', agent: false }), 'response')
  )[0] as http.IncomingMessage;
  await pause(50);
  let total = 0;
  incoming.on('data', (bytes: Buffer) => (total += bytes.length));
  await event(incoming, 'end');
  saw(total > 0, total % size);
  server.close();
});

behaviour('http response: a piped stream goes through as fast as the client reads, and whole', async (saw) => {
  const pieces = 200;
  let produced = 0;
  const { server, port } = await serve((_, response) => {
    const source = new Readable({
      read() {
        produced += 1;
        this.push(produced > pieces ? null : Buffer.alloc(64 * 1024, produced));
      },
    });
    pipeline(source, response, (error) => saw('pipeline', error));
  });
  const incoming = (
    await event(http.get({ port, host: '127.0.0.1', agent: false }), 'response')
  )[0] as http.IncomingMessage;
  await pause(50);
  saw('source waits', produced < pieces);
  let total = 0;
  incoming.on('data', (bytes: Buffer) => (total += bytes.length));
  await event(incoming, 'end');
  saw(total === pieces * 64 * 1024);
  server.close();
});

behaviour('http request: a paused body holds the sender back', async (saw) => {
  const { server, port } = await serve((incoming, response) => {
    setTimeout(() => incoming.resume().on('end', () => response.end('read')), 50);
  });
  const outgoing = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false });
  outgoing.on('response', (response) => response.resume());
  let count = 0;
  const fill = (): void => {
    while (count < 10_000 && outgoing.write(Buffer.alloc(16 * 1024))) count += 1;
    saw('full', count < 10_000);
  };
  outgoing.once('socket', (socket) => socket.once('connect', fill));
  await event(outgoing, 'drain');
  saw('drain');
  outgoing.end();
  await event(outgoing, 'close');
  server.close();
});

behaviour('http response: setDefaultEncoding-free: encodings go with each write', (saw) =>
  respond(saw, (response) => {
    response.write('aGk=', 'base64');
    response.end('ÿ', 'latin1');
  }),
);

behaviour('http response: destroy(error) tells the error to the response alone', async (saw) => {
  const told: unknown[] = [];
  const { port } = await serve((incoming, response) => {
    incoming.on('error', (error) => told.push(['request', String(error)]));
    response.on('error', (error) => told.push(['response', String(error)]));
    response.on('close', () => told.push(['close', String(response.errored)]));
    response.destroy(new Error('mine'));
  });
  await ask({ port }).catch((error: unknown) => saw(error));
  await pause(10);
  saw(told);
});

behaviour('http response: a response that is not sent yet has a socket, and none when it is done', (saw) =>
  respond(saw, (response) => {
    saw(response.socket !== null, response.req.method);
    response.on('finish', () => saw('finish', response.socket === null));
    response.on('close', () => saw('close', response.socket === null));
    response.end();
  }),
);
