/** What a server puts on the wire. */
import { behaviour } from '../behaviour.ts';
import { exchange, serve } from '../loopback.ts';

// Asserted by Node's test-http-head-response-has-no-body and test-http-head-throw-on-response-body-write.
behaviour('http server: an answer to HEAD has the headers of the body and no body', async (saw) => {
  const { port } = await serve((_, response) => {
    response.setHeader('Content-Length', 5);
    response.end('hello');
  });
  saw(await exchange(port, 'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

behaviour('http server: an answer to HEAD without a length says neither length nor chunks', async (saw) => {
  const { port } = await serve((_, response) => {
    response.write('hello');
    response.end();
  });
  saw(await exchange(port, 'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

// Asserted by Node's test-http-chunked-304.
for (const status of [204, 304]) {
  behaviour(`http server: a ${status} has no body, whatever is written`, async (saw) => {
    const { port } = await serve((_, response) => {
      response.writeHead(status);
      response.write('ignored');
      response.end('ignored too');
    });
    saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  });

  behaviour(
    `http server: a ${status} keeps a Transfer-Encoding of the program out and the connection open`,
    async (saw) => {
      const { port } = await serve((request, response) => {
        response.writeHead(request.url === '/first' ? status : 200, { 'Transfer-Encoding': 'chunked' });
        response.end();
      });
      const first = 'GET /first HTTP/1.1\r\nHost: x\r\n\r\n';
      saw(await exchange(port, first, 'GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    },
  );
}

behaviour('http server: end() with the whole body sets Content-Length, write() makes chunks', async (saw) => {
  const { port } = await serve((request, response) => {
    if (request.url === '/write') response.write('in ');
    response.end('pieces');
  });
  saw(await exchange(port, 'GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  saw(await exchange(port, 'GET /write HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

behaviour('http server: an empty end() says Content-Length: 0', async (saw) => {
  const { port } = await serve((_, response) => response.end());
  saw(await exchange(port, 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
});

// Asserted by Node's test-http-1.0 and test-http-1.0-keep-alive.
behaviour('http server: HTTP/1.0 gets no chunks, and the end of the connection is the end of the body', async (saw) => {
  const { port } = await serve((_, response) => {
    response.write('one');
    response.end('two');
  });
  saw(await exchange(port, 'GET / HTTP/1.0\r\n\r\n'));
});

behaviour('http server: HTTP/1.0 with keep-alive stays open when the length is known', async (saw) => {
  const { port } = await serve((request, response) => {
    if (request.url === '/last') response.setHeader('Connection', 'close');
    response.setHeader('Content-Length', 2);
    response.end('ok');
  });
  const kept = 'GET /first HTTP/1.0\r\nConnection: keep-alive\r\n\r\n';
  saw(await exchange(port, kept, 'GET /last HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'));
});

// Asserted by Node's test-http-pipeline-flood and test-http-pipeline-requests-connection-leak.
behaviour('http server: pipelined requests are answered in their order, the fast behind the slow', async (saw) => {
  const { port } = await serve((request, response) => {
    const answer = () => response.end(request.url);
    if (request.url === '/slow') setTimeout(answer, 20);
    else answer();
  });
  const line = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const answer = await exchange(port, line('/slow') + line('/fast') + line('/last', 'Connection: close\r\n'));
  saw(answer.match(/\/(?:slow|fast|last)/g));
});

behaviour('http server: sendDate, keepAliveTimeout and Connection decide about their headers', async (saw) => {
  const { server, port } = await serve((request, response) => {
    if (request.url === '/no-date') response.sendDate = false;
    if (request.url === '/own') response.setHeader('Connection', 'close');
    if (request.url === '/removed') response.removeHeader('connection');
    response.end();
  });
  server.keepAliveTimeout = 12_000;
  for (const path of ['/no-date', '/own', '/removed']) {
    saw(
      await exchange(
        port,
        `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\nGET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      ),
    );
  }
});

// Asserted by Node's test-http-expect-continue and test-http-expect-handling.
behaviour('http server: Expect: 100-continue is answered with 100 before the listener runs', async (saw) => {
  const { port } = await serve((request, response) => {
    request.resume().on('end', () => response.end('done'));
  });
  saw(
    await exchange(
      port,
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok',
    ),
  );
});

behaviour("http server: 'checkContinue' takes the place of the listener and of the 100", async (saw) => {
  const { server, port } = await serve(() => saw('never'));
  server.on('checkContinue', (request, response) => {
    if (request.url === '/yes') response.writeContinue();
    response.writeHead(request.url === '/yes' ? 201 : 413).end();
  });
  const ask = (path: string) =>
    exchange(
      port,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n`,
    );
  saw(await ask('/yes'));
  saw(await ask('/no'));
});

// Asserted by Node's test-http-expect-handling.
behaviour("http server: another Expect is answered with 417, or given to 'checkExpectation'", async (saw) => {
  const { server, port } = await serve(() => saw('never'));
  const ask = () => exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: meows\r\n\r\n');
  saw(await ask());
  server.on('checkExpectation', (request, response) => response.end(request.headers.expect));
  saw(await ask());
});

// Asserted by Node's test-http-early-hints.
behaviour(
  'http server: writeEarlyHints() and writeProcessing() send their own heads before the answer',
  async (saw) => {
    const { port } = await serve((_, response) => {
      response.writeEarlyHints({ link: ['</a.css>; rel=preload', '</b.js>; rel=preload'], 'x-trace': 'id' });
      response.writeProcessing();
      response.end('answer');
    });
    saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  },
);

behaviour('http server: writeEarlyHints() checks its link and sends nothing without one', async (saw) => {
  const { port } = await serve((_, response) => {
    try {
      response.writeEarlyHints({ link: 'nonsense' });
    } catch (error) {
      saw(error);
    }
    response.writeEarlyHints({});
    response.end();
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

// Asserted by Node's test-http-chunked, test-http-set-trailers.
behaviour('http server: trailers follow the last chunk, and only when there are chunks', async (saw) => {
  const { port } = await serve((request, response) => {
    if (request.url === '/chunks') {
      response.setHeader('Trailer', 'X-Sum');
      response.write('body');
    }
    response.addTrailers({ 'X-Sum': '42', 'X-List': 'a' });
    response.end();
  });
  saw(await exchange(port, 'GET /chunks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
  saw(await exchange(port, 'GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

behaviour('http server: bytes of any encoding count as bytes, not as characters', async (saw) => {
  const { port } = await serve((request, response) => {
    if (request.url === '/latin1') response.end('é', 'latin1');
    else if (request.url === '/hex') response.end('68656c6c6f', 'hex');
    else response.end('é');
  });
  for (const path of ['/utf8', '/latin1', '/hex'])
    saw(await exchange(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
});

behaviour('http server: the head goes out with flushHeaders(), the body later', async (saw) => {
  const { port } = await serve((_, response) => {
    response.flushHeaders();
    saw(response.headersSent);
    setTimeout(() => response.end('later'), 5);
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
});

behaviour('http server: maxRequestsPerSocket closes after so many, and answers 503 beyond', async (saw) => {
  const { server, port } = await serve((request, response) => response.end(request.url));
  server.maxRequestsPerSocket = 2;
  server.on('dropRequest', (request) => saw('dropped', request.url));
  saw(await exchange(port, ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')));
});
