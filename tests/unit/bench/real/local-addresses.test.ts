import { expect, test } from 'vitest';
import { LocalAddresses } from '#bench/real/local-addresses.ts';

const program = (name: string, port: number) => ({ name, port, entry: `${name}/main.ts`, env: {} });
const addresses = new LocalAddresses(
  [program('bank', 80), program('orders', 3000), program('broker', 5672)],
  new Map([
    ['bank', 20_417],
    ['orders', 20_418],
    ['broker', 20_419],
  ]),
);

test.each([
  ['http://bank', 'http://127.0.0.1:20417'],
  ['http://bank/charges?x=1', 'http://127.0.0.1:20417/charges?x=1'],
  ['http://bank:80', 'http://127.0.0.1:20417'],
  ['http://orders:3000/', 'http://127.0.0.1:20418/'],
  ['amqp://guest:guest@broker', 'amqp://guest:guest@127.0.0.1:20419'],
])('LocalAddresses.translate() turns %s into %s', (value, local) => {
  expect(addresses.translate(value)).toBe(local);
});

test.each(['bank', 'http://bankers', 'http://bank:81', 'http://orders', 'http://example.com/bank', 'https://bank', ''])(
  'LocalAddresses.translate() leaves %j as it is',
  (value) => {
    expect(addresses.translate(value)).toBe(value);
  },
);

test('LocalAddresses.locate() tells an unknown host from a port on which nothing listens', () => {
  expect(addresses.locate('bank', 80)).toBe(20_417);
  expect(addresses.locate('bank', 8080)).toBe('ECONNREFUSED');
  expect(addresses.locate('shop', 80)).toBe('ENOTFOUND');
  expect(addresses.nameAt(20_418)).toBe('orders');
});
