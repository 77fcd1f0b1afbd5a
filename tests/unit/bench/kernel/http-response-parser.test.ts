import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HttpResponseError, HttpResponseParser } from '#bench/kernel/http-response-parser.ts';
import { encode } from '../../../support/scripted-processes.ts';

/** Feeds the text in slices that end at these places, then closes. */
function parseInSlices(text: string, cuts: readonly number[], method = 'GET') {
  const bytes = encode(text);
  const parser = new HttpResponseParser(method);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const slices = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  const responses = [...slices.map((slice) => parser.push(slice)), parser.close()].filter(Boolean);
  return responses[0];
}

test.each([
  ['a body by length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello'],
  [
    'a chunked body',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=1\r\nlo\r\n0\r\nT: 1\r\n\r\n',
    'hello',
  ],
  ['a body until the close', 'HTTP/1.1 200 OK\r\n\r\nhello', 'hello'],
  ['an empty body', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', ''],
  ['no body with 204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', ''],
  [
    'an interim answer first',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
    'hello',
  ],
  ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 5\n\nhello', 'hello'],
])('push() reads %s, whatever the slices', (_, text, body) => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
      const response = parseInSlices(text, cuts);

      expect(response?.body).toEqual(encode(body));
    }),
  );
});

test('push() keeps headers in their order, with names as written and values trimmed', () => {
  const response = parseInSlices('HTTP/1.1 201 Created\r\nX-B:  2 \r\nx-a: 1\r\nContent-Length: 0\r\n\r\n', []);

  expect(response).toMatchObject({
    status: 201,
    statusText: 'Created',
    headers: [
      ['X-B', '2'],
      ['x-a', '1'],
      ['Content-Length', '0'],
    ],
  });
});

test('push() ends a HEAD answer at its headers', () => {
  const response = parseInSlices('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', [], 'HEAD');

  expect(response?.body).toHaveLength(0);
});

test('close() gives nothing when the body is shorter than its length', () => {
  expect(parseInSlices('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', [])).toBeUndefined();
});

test.each([
  ['SSH-2.0-OpenSSH\r\n'],
  ['HTTP/1.1 200 OK\r\nno colon\r\n'],
  ['HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
])('push() throws for %j, which is no HTTP', (text) => {
  expect(() => new HttpResponseParser('GET').push(encode(text))).toThrow(HttpResponseError);
});
