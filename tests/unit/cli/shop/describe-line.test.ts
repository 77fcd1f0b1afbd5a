import { expect, test } from 'vitest';
import { describeLine } from '#cli/shop/describe-line.ts';

const line = (fields: object): string => JSON.stringify({ time: 't', service: 'orders', level: 'info', ...fields });

test('describeLine() puts the program in front and turns fields into words', () => {
  const given = line({ message: 'request', requestId: '0123456789', method: 'GET', path: '/orders', status: 200 });

  expect(describeLine('orders', 8, given)).toBe('orders   │ request method=GET path=/orders status=200 [01234567]');
});

test('describeLine() marks errors, and keeps what is no JSON as it is', () => {
  expect(describeLine('orders', 6, line({ level: 'error', message: 'mail failed', orderId: 7 }))).toBe(
    'orders │ ERROR mail failed orderId=7',
  );
  expect(describeLine('bank', 4, 'ledger {"orderId":"1"}')).toBe('bank │ ledger {"orderId":"1"}');
  expect(describeLine('bank', 4, '{half')).toBe('bank │ {half');
});

test('describeLine() leaves health checks out', () => {
  expect(describeLine('orders', 6, line({ message: 'request', path: '/health' }))).toBeUndefined();
});
