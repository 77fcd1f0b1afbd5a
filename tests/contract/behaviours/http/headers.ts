/** Headers as programs set, check and read them. */
import http from 'node:http';
import { behaviour, type Saw } from '../behaviour.ts';
import { ask, exchange, serve } from '../loopback.ts';

const attempt = (saw: Saw, action: () => unknown): void => {
  try {
    saw(action());
  } catch (error) {
    saw(error);
  }
};

/** What `set` does to a response, and what goes over the wire for it. */
const answered = async (saw: Saw, set: (response: http.ServerResponse) => void): Promise<void> => {
  const { port } = await serve((_, response) => {
    response.sendDate = false;
    set(response);
    response.end();
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
};

// Asserted by Node's test-http-header-validators and test-http-invalidheaderfield.
behaviour('http: validateHeaderName() and validateHeaderValue() refuse with their codes', (saw) => {
  for (const name of ['X-Ok', '', 'a b', 'é', 1, undefined])
    attempt(saw, () => http.validateHeaderName(name as string));
  for (const value of ['ok', '', 'a\r\nb', 'é', '你', undefined, 5])
    attempt(saw, () => http.validateHeaderValue('x-name', value as string));
});

behaviour('http response: setHeader() refuses what cannot be a header', (saw) =>
  answered(saw, (response) => {
    attempt(saw, () => response.setHeader('bad name', 'x'));
    attempt(saw, () => response.setHeader('name', undefined as never));
    attempt(saw, () => response.setHeader('name', 'a\nb'));
    attempt(saw, () => response.setHeader('name', ['a', 'b\r\n']));
    attempt(saw, () => response.appendHeader('bad name', 'x'));
  }),
);

// Asserted by Node's test-http-mutable-headers.
behaviour('http response: headers can be read back, in the case and order they were set', (saw) =>
  answered(saw, (response) => {
    response.setHeader('X-Text', 'one');
    response.setHeader('x-list', ['a', 'b']);
    response.setHeader('X-NUMBER', 3);
    saw(response.getHeader('x-text'), response.getHeader('X-LIST'), response.getHeader('x-number'));
    const raw = (response as unknown as { getRawHeaderNames(): string[] }).getRawHeaderNames();
    saw(response.getHeaderNames(), raw, response.hasHeader('X-TEXT'));
    saw(response.getHeaders(), Object.getPrototypeOf(response.getHeaders()));
    response.removeHeader('X-TEXT');
    saw(response.hasHeader('x-text'), response.getHeader('x-text'));
    response.setHeader('x-List', 'c');
  }),
);

// Asserted by Node's test-http-outgoing-message-... appendHeader and test-http-response-setheaders.
behaviour('http response: appendHeader() adds, setHeaders() takes Headers and Map', (saw) =>
  answered(saw, (response) => {
    response.appendHeader('X-A', '1');
    response.appendHeader('x-a', ['2', '3']);
    response.setHeaders(
      new Headers([
        ['x-b', '1'],
        ['x-b', '2'],
        ['set-cookie', 'c=1'],
        ['set-cookie', 'd=2'],
      ]),
    );
    response.setHeaders(new Map([['X-Map', 'm']]));
    saw(response.getHeaders());
    attempt(saw, () => response.setHeaders({ 'x-c': '1' } as never));
  }),
);

behaviour('http response: several values make several lines, and Set-Cookie too', (saw) =>
  answered(saw, (response) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.setHeader('X-List', ['a', 'b']);
  }),
);

// Asserted by Node's test-http-write-head and test-http-write-head-2.
behaviour('http response: writeHead() takes a message, an object, a flat list and pairs', async (saw) => {
  const forms: ((response: http.ServerResponse) => unknown)[] = [
    (response) => response.writeHead(201, 'Made', { 'X-One': '1' }),
    (response) => response.writeHead(202, ['X-Two', '2', 'X-Two', '3']),
    (response) => response.writeHead(203, { 'x-set': 'over', 'X-Number': 4 }),
    (response) => response.writeHead(299),
    (response) => response.writeHead(599, 'Own words', ['X-Three', '3']),
  ];
  for (const form of forms)
    await answered(saw, (response) => {
      response.setHeader('X-Set', 'before');
      saw(form(response) === response, response.statusMessage, response.headersSent);
    });
});

behaviour('http response: writeHead() refuses statuses, messages and lists that cannot be', (saw) =>
  answered(saw, (response) => {
    for (const status of [0, 99, 1000, 'abc', undefined, null, 200.9])
      attempt(saw, () => response.writeHead(status as number) && 'taken');
    attempt(saw, () => response.writeHead(200, 'bad\nmessage'));
    attempt(saw, () => response.writeHead(200, ['odd']));
    attempt(saw, () => response.writeHead(200, { 'bad name': '1' }));
  }),
);

// Asserted by Node's test-http-server-write-after-end... ERR_HTTP_HEADERS_SENT in test-http-header-...
behaviour('http response: once sent, headers cannot be changed', (saw) =>
  answered(saw, (response) => {
    response.write('x');
    attempt(saw, () => response.setHeader('X', '1'));
    attempt(saw, () => response.removeHeader('X'));
    attempt(saw, () => response.appendHeader('X', '1'));
    attempt(saw, () => response.writeHead(500));
    saw(response.headersSent, response.statusCode);
  }),
);

behaviour('http response: status codes out of range are refused when the head is made', (saw) =>
  answered(saw, (response) => {
    response.statusCode = 1000;
    attempt(saw, () => response.end('x'));
    response.statusCode = 200;
    response.statusMessage = 'tab\tand more';
  }),
);

// Asserted by Node's test-http-incoming-headers-... and test-http-multi-line-headers, test-http-server-multiheaders.
behaviour('http request: repeated headers are joined, dropped or listed by their name', async (saw) => {
  const { port } = await serve((request, response) => {
    saw(request.headers);
    saw(request.headersDistinct);
    saw(request.rawHeaders.length);
    response.end();
  });
  const names = [
    'Accept',
    'Cookie',
    'Set-Cookie',
    'X-Own',
    'User-Agent',
    'ETag',
    'Content-Type',
    'Age',
    'Referer',
    'Via',
  ];
  const lines = names.map((name) => `${name}: 1\r\n${name}: 2\r\n`).join('');
  await exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`);
});

behaviour('http request: joinDuplicateHeaders joins those that would be dropped', async (saw) => {
  const { port } = await serve(
    (request, response) => {
      saw(request.headers);
      response.end();
    },
    { joinDuplicateHeaders: true },
  );
  await exchange(
    port,
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAge: 1\r\nAge: 2\r\nCookie: a\r\nCookie: b\r\n\r\n',
  );
});

behaviour('http request: values are trimmed, empty values stay, bytes are Latin-1', async (saw) => {
  const { port } = await serve((request, response) => {
    saw(request.rawHeaders);
    response.end();
  });
  await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA:  spaces \t\r\nB:\r\nC: \u00e9\r\n\r\n');
});

// Asserted by Node's test-http-max-headers-count.
behaviour('http server: a request with more headers than maxHeadersCount is refused', async (saw) => {
  const { server, port } = await serve((request, response) =>
    response.end(String(Object.keys(request.headers).length)),
  );
  const lines = Array.from({ length: 20 }, (_, index) => `X-${index}: 1\r\n`).join('');
  server.maxHeadersCount = 10;
  saw(await exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`));
});

behaviour('http request: trailers come with the end of the body', async (saw) => {
  const { port } = await serve((request, response) => {
    saw(request.trailers);
    request.resume().on('end', () => {
      saw(request.trailers, request.rawTrailers, request.trailersDistinct);
      response.end();
    });
  });
  await exchange(
    port,
    'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\nX-Sum: 2\r\n\r\n',
  );
});

behaviour('http: a prototype’s name is a header like any other', async (saw) => {
  const { port } = await serve((request, response) => {
    saw(Object.keys(request.headers), request.headers['__proto__'], request.headers['constructor']);
    response.setHeader('__proto__', 'own');
    response.end();
  });
  saw(await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n__proto__: a\r\nconstructor: b\r\n\r\n'));
});

behaviour('http: METHODS and STATUS_CODES are lists, maxHeaderSize a number', (saw) => {
  saw(http.METHODS.length, http.METHODS.slice(0, 8), http.METHODS.includes('QUERY'));
  saw(Object.keys(http.STATUS_CODES).length, http.STATUS_CODES[418], http.STATUS_CODES[103], http.maxHeaderSize);
});

behaviour('http client: headers of the options may be an object, a list of pairs or flat', async (saw) => {
  const { port } = await serve((request, response) => {
    saw(request.rawHeaders.filter((text) => !text.startsWith('127.0.0.1')));
    response.end();
  });
  await ask({ port, headers: { 'X-Object': 'a', 'x-list': ['1', '2'] } });
  await ask({ port, headers: ['X-Flat', 'a', 'Host', 'own'] });
});
