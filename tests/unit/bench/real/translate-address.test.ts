import { expect, test } from 'vitest';
import { type AddressLookup, translateAddress } from '#bench/real/translate-address.ts';

const PORTS: Readonly<Record<string, number>> = { 'bank:80': 20_417, 'orders:3000': 20_418, 'broker:5672': 20_419 };
const locate: AddressLookup = (host, port) => PORTS[`${host}:${port}`] ?? 'ENOTFOUND';

test.each([
  ['http://bank', 'http://127.0.0.1:20417'],
  ['http://bank/charges?x=1', 'http://127.0.0.1:20417/charges?x=1'],
  ['http://bank:80', 'http://127.0.0.1:20417'],
  ['http://orders:3000/', 'http://127.0.0.1:20418/'],
  ['amqp://guest:guest@broker', 'amqp://guest:guest@127.0.0.1:20419'],
])('translateAddress() turns %s into %s', (value, local) => {
  expect(translateAddress(value, locate)).toBe(local);
});

test.each(['bank', 'http://bankers', 'http://bank:81', 'http://orders', 'http://example.com/bank', 'https://bank', ''])(
  'translateAddress() leaves %j as it is',
  (value) => {
    expect(translateAddress(value, locate)).toBe(value);
  },
);
