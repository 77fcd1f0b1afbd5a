import { expect, test } from 'vitest';
import { writeHttpRequest } from '#bench/kernel/http-request-bytes.ts';
import { decode, encode } from '../../../support/scripted-processes.ts';

const BASE = { method: 'POST', target: '/api?x=1', host: 'shop', headers: [], body: undefined } as const;

test('writeHttpRequest() adds Host and Content-Length and nothing else when the caller gave neither', () => {
  const bytes = writeHttpRequest({ ...BASE, headers: [['X-A', 'b']], body: encode('né') });

  expect(decode(bytes)).toBe('POST /api?x=1 HTTP/1.1\r\nHost: shop\r\nX-A: b\r\nContent-Length: 3\r\n\r\nné');
});

test('writeHttpRequest() sends no Content-Length when there is no body', () => {
  expect(decode(writeHttpRequest(BASE))).toBe('POST /api?x=1 HTTP/1.1\r\nHost: shop\r\n\r\n');
});

test('writeHttpRequest() leaves the caller its own Host and Content-Length, right or wrong', () => {
  const headers = [
    ['host', 'other'],
    ['CONTENT-LENGTH', '1'],
  ] as const;

  expect(decode(writeHttpRequest({ ...BASE, headers, body: encode('abc') }))).toBe(
    'POST /api?x=1 HTTP/1.1\r\nhost: other\r\nCONTENT-LENGTH: 1\r\n\r\nabc',
  );
});
