import { expect, test } from 'vitest';
import { parseHttpAddress } from '#bench/judge/http-address.ts';

test.each([
  ['http://orders', { host: 'orders', port: 80, target: '/' }],
  ['http://orders:3000/api?limit=2#top', { host: 'orders', port: 3000, target: '/api?limit=2' }],
  ['HTTP://Orders/%20 x', { host: 'orders', port: 80, target: '/%20%20x' }],
])('parseHttpAddress(%j) takes host, port and target apart', (text, address) => {
  expect(parseHttpAddress(text)).toEqual(address);
});

test.each([['orders'], ['/api'], ['https://orders/'], ['http://'], ['']])(
  'parseHttpAddress(%j) is undefined',
  (text) => {
    expect(parseHttpAddress(text)).toBeUndefined();
  },
);
