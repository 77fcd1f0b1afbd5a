import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HttpParser } from '#bench/node-api/http/http-parser.ts';
import { HttpParseError, type MessageHead } from '#bench/node-api/http/message-head.ts';

interface Message {
  readonly head: MessageHead;
  readonly body: string;
  readonly trailers: readonly string[];
}

const encoder = new TextEncoder();

/** Parses pieces and tells the messages that came out. */
const parse = (kind: 'request' | 'response', pieces: readonly Uint8Array[], isOver = false): Message[] => {
  const messages: Message[] = [];
  let head: MessageHead | undefined;
  let body = '';
  const parser = new HttpParser(kind, {
    onHead: (one) => {
      head = one;
      body = '';
      return undefined;
    },
    onBody: (bytes) => {
      body += new TextDecoder().decode(bytes);
    },
    onComplete: (trailers) => {
      messages.push({ head: head as MessageHead, body, trailers });
    },
  });
  for (const piece of pieces) parser.execute(piece);
  if (isOver) parser.finish();
  return messages;
};

const whole = (text: string): Uint8Array[] => [encoder.encode(text)];

const codeOf = (kind: 'request' | 'response', text: string): string => {
  try {
    parse(kind, whole(text), true);
  } catch (error) {
    if (error instanceof HttpParseError) return error.code;
  }
  return 'accepted';
};

const two =
  'POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello' +
  'PUT /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;ext=1\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n';

test('HttpParser gives the same messages however the bytes are cut', () => {
  const bytes = encoder.encode(two);
  const expected = parse('request', [bytes]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
      const sorted = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const pieces = sorted.slice(1).map((cut, index) => bytes.slice(sorted[index], cut));

      expect(parse('request', pieces)).toEqual(expected);
    }),
  );
});

test('HttpParser gives the same messages when every byte comes alone', () => {
  const pieces = [...encoder.encode(two)].map((byte) => Uint8Array.of(byte));

  const messages = parse('request', pieces);

  expect(messages.map(({ head, body, trailers }) => [head.method, head.url, body, trailers])).toEqual([
    ['POST', '/a?b=c', 'hello', []],
    ['PUT', '/b', 'abcde', ['X-Sum', '5']],
  ]);
});

test('HttpParser takes a response without a length until the connection closes', () => {
  const [message] = parse('response', whole('HTTP/1.1 200 OK\r\n\r\nall of it'), true);

  expect(message?.body).toBe('all of it');
  expect(message?.head.shouldKeepAlive).toBe(false);
});

test.each([
  ['HTTP/1.1, nothing said', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', true],
  ['HTTP/1.1, close', 'GET / HTTP/1.1\r\nConnection: Upgrade, close\r\n\r\n', false],
  ['HTTP/1.0, nothing said', 'GET / HTTP/1.0\r\n\r\n', false],
  ['HTTP/1.0, keep-alive', 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', true],
])('HttpParser tells whether the connection stays for %s', (_name, text, expected) => {
  expect(parse('request', whole(text))[0]?.head.shouldKeepAlive).toBe(expected);
});

test.each([
  ['request', 'NONSENSE\r\n\r\n', 'HPE_INVALID_METHOD'],
  ['request', 'GET / HTTP/3.0\r\n\r\n', 'HPE_INVALID_VERSION'],
  ['request', 'GET  HTTP/1.1\r\n\r\n', 'HPE_INVALID_URL'],
  ['request', 'GET / HTTP/1.1\r\nBad Name: 1\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
  ['request', 'GET / HTTP/1.1\r\n: 1\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
  ['request', 'GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 'HPE_INVALID_CONTENT_LENGTH'],
  ['request', 'GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  [
    'request',
    'GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'HPE_INVALID_TRANSFER_ENCODING',
  ],
  ['request', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'HPE_INVALID_CHUNK_SIZE'],
  ['request', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n', 'HPE_STRICT'],
  ['request', `GET / HTTP/1.1\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
  ['request', 'GET / HTTP/1.1\r\nHost:', 'HPE_INVALID_EOF_STATE'],
  ['response', 'HTTP/1.1 20 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
  ['response', 'SMTP ready\r\n\r\n', 'HPE_INVALID_CONSTANT'],
  ['response', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc', 'HPE_INVALID_EOF_STATE'],
] as const)('HttpParser refuses the %s %j with the code of Node', (kind, text, code) => {
  expect(codeOf(kind, text)).toBe(code);
});
