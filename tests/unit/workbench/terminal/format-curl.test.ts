import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TerminalRequest } from '#runtimes/lab-runtime.ts';
import { formatCurl } from '#workbench/terminal/format-curl.ts';
import { parseCurl } from '#workbench/terminal/parse-curl.ts';
import { expandWord, parseShellLine } from '#workbench/terminal/parse-shell-line.ts';

const json = [
  ['User-Agent', 'curl/8.14.1'],
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json'],
] as const;

test.each<[TerminalRequest, string]>([
  [{ method: 'GET', url: 'http://shop/products', headers: [] }, 'curl http://shop/products'],
  [{ method: 'DELETE', url: 'http://shop/cart', headers: [] }, 'curl -X DELETE http://shop/cart'],
  [
    { method: 'POST', url: 'http://shop/orders', headers: json, body: `{ "name": "O'Hara" }` },
    String.raw`curl http://shop/orders --json '{ "name": "O'\''Hara" }'`,
  ],
  [
    { method: 'PUT', url: 'http://shop/cart?a=1&b=2', headers: [['Authorization', 'Bearer x']], timeoutMs: 1_500 },
    "curl -X PUT --max-time 1.5 -H 'Authorization: Bearer x' 'http://shop/cart?a=1&b=2'",
  ],
])('formatCurl(%j)', (request, line) => {
  expect(formatCurl(request)).toBe(line);
});

/** What the terminal makes of a line. */
function readLine(line: string): TerminalRequest {
  const shell = parseShellLine(line) as Extract<ReturnType<typeof parseShellLine>, { kind: 'commands' }>;
  const words = shell.commands[0]?.words.map((word) => expandWord(word, () => '')) ?? [];
  const { plan } = parseCurl(words.slice(1)) as Extract<ReturnType<typeof parseCurl>, { plan: unknown }>;
  const { method, urls, headers, body } = plan;
  return { method, url: urls[0] ?? '', headers, ...(body !== undefined && { body }) };
}

const header = fc.tuple(
  fc.constantFrom('Authorization', 'Cookie', 'Idempotency-Key', 'X-One'),
  fc.stringMatching(/^[\w '"$;=-]{0,12}\w$/),
);
const given = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
  url: fc.constantFrom('http://shop/', 'http://shop/orders?page=2&of=3', "http://orders/it's/1"),
  headers: fc.uniqueArray(header, { selector: ([name]) => name, maxLength: 3 }),
  body: fc.string({ maxLength: 40, unit: fc.constantFrom('a', '"', "'", '$', '\\', '{', '}', ' ', '`', '&', 'ü') }),
});

test('formatCurl() writes a line that this terminal reads as the same request', () => {
  fc.assert(
    fc.property(given, ({ method, url, headers, body }) => {
      const own = [...headers].map(([name, value]) => [name, value.trim()] as const);
      const sent = readLine(formatCurl({ method, url, headers: own, body }));
      const again = readLine(formatCurl(sent));

      expect([sent.method, sent.url, sent.body]).toEqual([method, new URL(url).href, body]);
      expect(sent.headers).toEqual(expect.arrayContaining(own));
      expect(again).toEqual(sent);
    }),
  );
});
