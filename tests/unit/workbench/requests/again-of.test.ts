import { expect, test } from 'vitest';
import { againOf } from '#workbench/requests/again-of.ts';
import { type RequestRow, requestRows } from '#workbench/requests/request-rows.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const [row] = requestRows(seedLineTimeline) as [RequestRow];

test('againOf() takes the request as the terminal sent it', () => {
  const sent = { method: 'GET', url: 'http://bank/', headers: [] };

  expect(againOf(row, sent)).toEqual({ request: sent });
});

test('againOf() says what the timeline of a check does not keep', () => {
  const long = { ...row, request: { ...row.request, preview: 'x'.repeat(400) } };

  expect(againOf(row, undefined)).toMatchObject({
    request: {
      method: 'POST',
      url: 'http://payment-service/api/payments',
      body: '{ "orderId": "123", "amount": 100 }',
    },
    lacks: 'Its headers were not kept.',
  });
  expect(againOf(long, undefined)?.lacks).toMatch(/400 characters/);
});

test('againOf() has nothing for an attempt that never became a request', () => {
  expect(againOf({ ...row, path: 'no host named banc' }, undefined)).toBeUndefined();
});
