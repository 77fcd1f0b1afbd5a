import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import { requestRows } from '#workbench/requests/request-rows.ts';
import { arbitraryTimeline } from '../../../support/arbitrary-timeline.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const having = (messages: readonly TimelineMessage[]): Timeline => ({ ...seedLineTimeline, messages });
const [request] = seedLineTimeline.messages as [TimelineMessage];

test('requestRows() has what the client asked, what came back, when, and who was asked on the way', () => {
  expect(requestRows(seedLineTimeline)).toMatchObject([
    {
      id: 'r-1',
      method: 'POST',
      host: 'payment-service',
      path: '/api/payments',
      status: 201,
      sentAtMs: 10,
      tookMs: expect.closeTo(5.1, 6) as number,
      hopCount: 1,
      through: ['payment-service', 'bank'],
    },
    { id: 'r-2', method: 'GET', path: '/ledger', status: 200, hopCount: 0, through: ['bank'] },
  ]);
});

test('requestRows() gives the reason in the place of a path where no connection came about', () => {
  const refused = having([{ ...request, kind: 'refused', label: 'port 80 refused the connection' }]);

  expect(requestRows(refused)).toMatchObject([
    { method: '–', path: 'port 80 refused the connection', outcome: 'refused', tookMs: 0 },
  ]);
});

test('requestRows() does not list the network’s own copy of a request', () => {
  expect(requestRows(having([request, { ...request, id: 'm-9', kind: 'duplicate' }]))).toHaveLength(1);
});

const isByClient = ({ from, kind, answers }: TimelineMessage): boolean =>
  from === 'client' && answers === undefined && kind !== 'duplicate';

test('requestRows() lists each request of the client once, in the order of sending', () => {
  fc.assert(
    fc.property(arbitraryTimeline, (timeline) => {
      const asked = timeline.messages.filter(isByClient);

      expect(requestRows(timeline).map((row) => row.request)).toEqual(asked);
    }),
  );
});
