import { expect, test } from 'vitest';
import type { CurlPlan, CurlRefusal } from '#workbench/terminal/curl-plan.ts';
import { parseCurl } from '#workbench/terminal/parse-curl.ts';

const plan = (...args: string[]): CurlPlan => (parseCurl(args) as { plan: CurlPlan }).plan;
const refusal = (...args: string[]): CurlRefusal => (parseCurl(args) as { refusal: CurlRefusal }).refusal;
const header = (found: CurlPlan, name: string): readonly string[] =>
  found.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

test('parseCurl() sends the seed’s line as curl does: as a form', () => {
  const found = plan('-X', 'POST', 'http://payment-service/api/payments', '-d', '{ "orderId": "123", "amount": 100 }');

  expect(found).toMatchObject({
    urls: ['http://payment-service/api/payments'],
    method: 'POST',
    body: '{ "orderId": "123", "amount": 100 }',
    headers: [
      ['User-Agent', expect.stringMatching(/^curl\/8\./)],
      ['Accept', '*/*'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
  });
});

test.each([
  [['http://a'], 'GET'],
  [['http://a', '-d', 'x'], 'POST'],
  [['http://a', '--json', '{}'], 'POST'],
  [['-I', 'http://a'], 'HEAD'],
  [['-G', '-d', 'x=1', 'http://a'], 'GET'],
  [['-XDELETE', 'http://a'], 'DELETE'],
  [['--request', 'PUT', 'http://a', '-d', 'x'], 'PUT'],
  [['-X', 'get', 'http://a'], 'get'],
])('parseCurl() chooses the method for %j', (args, method) => {
  expect(plan(...args).method).toBe(method);
});

test('parseCurl() joins repeated -d with an ampersand and repeated --json with nothing', () => {
  expect(plan('http://a', '-d', 'a=1', '--data', 'b=2').body).toBe('a=1&b=2');
  expect(plan('http://a', '--json', '{"a":', '--json', '1}').body).toBe('{"a":1}');
});

test('parseCurl() sets both headers for --json, and -H wins over them', () => {
  const found = plan('--json', '{}', 'http://a');
  const replaced = plan('--json', '{}', '-H', 'content-type: text/plain', '-H', 'Accept: text/html', 'http://a');

  expect([header(found, 'content-type'), header(found, 'accept')]).toEqual([
    ['application/json'],
    ['application/json'],
  ]);
  expect([header(replaced, 'content-type'), header(replaced, 'accept')]).toEqual([['text/plain'], ['text/html']]);
});

test('parseCurl() takes a default header away with "Name:" and sends an empty one with "Name;"', () => {
  const found = plan('-H', 'Accept:', '-H', 'User-Agent:', '-H', 'X-Empty;', 'http://a');

  expect(found.headers).toEqual([['X-Empty', '']]);
});

test('parseCurl() reads letters that are written together', () => {
  const found = plan('-sSfi', '-m', '1.5', '-w%{http_code}', '-o', '/dev/null', 'a');

  expect(found).toMatchObject({
    silent: true,
    showError: true,
    fail: 'without-body',
    include: true,
    maxTimeMs: 1500,
    writeOut: '%{http_code}',
    discardBody: true,
  });
});

test.each([
  ['payment-service/api', 'http://payment-service/api'],
  ['localhost:8080', 'http://localhost:8080/'],
  ['HTTP://Shop/A?b=1#c', 'http://shop/A?b=1'],
])('parseCurl() reads the address %j', (given, url) => {
  expect(plan(given).urls).toEqual([url]);
});

test('parseCurl() puts data into the query with -G, encoded where it was asked for', () => {
  const found = plan('-G', 'http://a/b?x=0', '-d', 'c=1', '--data-urlencode', 'd=ä &');

  expect(found.urls).toEqual(['http://a/b?x=0&c=1&d=%C3%A4%20%26']);
  expect(found.body).toBeUndefined();
});

test('parseCurl() sends a text that begins with @ by --data-raw only', () => {
  expect(plan('http://a', '--data-raw', '@x').body).toBe('@x');
  expect(refusal('http://a', '-d', '@x')).toMatchObject({ exitCode: 26, note: expect.stringContaining('--data-raw') });
});

test('parseCurl() writes -u as a Basic header', () => {
  expect(header(plan('-u', 'ada:pä', 'http://a'), 'authorization')).toEqual(['Basic YWRhOnDDpA==']);
});

test.each([
  [[], 2, 'no URL specified'],
  [['-X'], 2, 'option -X: requires parameter'],
  [['http://a', '--data'], 2, 'option --data: requires parameter'],
  [['--max-tim', '3', 'http://a'], 2, 'option --max-tim: is unknown'],
  [['-m', 'soon', 'http://a'], 2, 'expected a proper numerical parameter'],
  [['-sL', 'http://a'], 2, 'option -L: not in this terminal'],
  [['--compressed', 'http://a'], 2, 'not in this terminal'],
  [['-I', '-d', 'x', 'http://a'], 2, 'only select one HTTP request method'],
  [['-o', 'answer.json', 'http://a'], 23, 'Failed to open the file answer.json'],
  [['https://shop/'], 7, 'shop port 443'],
  [['ftp://shop/'], 1, 'Protocol "ftp" not supported'],
  [['http://shop/a b'], 3, 'Malformed input'],
  [['http://'], 3, 'Malformed input'],
])('parseCurl() refuses %j in curl’s words', (args, exitCode, message) => {
  expect(refusal(...args)).toMatchObject({ exitCode, message: expect.stringContaining(message) });
});
