import { expect, test } from 'vitest';
import type { TimelineMessage } from '../../../labs/_kit/timeline.ts';
import { findCallCycle } from '../../../labs/split-the-monolith/checks/find-call-cycle.ts';

interface Call {
  readonly from: string;
  readonly to: string;
  /** When it was sent, and when its answer came back. */
  readonly ms: readonly [number, number];
  readonly operation?: string;
}

const timeline = (calls: readonly Call[]): TimelineMessage[] =>
  calls.flatMap(({ from, to, ms: [sentAtMs, endMs], operation = 'r-1' }, index) => {
    const shared = { operation, label: 'GET /' };
    return [
      { ...shared, id: `q${index}`, from, to, kind: 'request', sentAtMs, receivedAtMs: sentAtMs + 1 },
      {
        ...shared,
        id: `a${index}`,
        from: to,
        to: from,
        kind: 'response',
        sentAtMs: endMs - 1,
        receivedAtMs: endMs,
        answers: `q${index}`,
      },
    ] satisfies TimelineMessage[];
  });

test('findCallCycle() finds who is asked by whom it waits for', () => {
  const calls: Call[] = [
    { from: 'client', to: 'shop', ms: [0, 100] },
    { from: 'shop', to: 'orders', ms: [2, 90] },
    { from: 'orders', to: 'products', ms: [5, 80] },
    { from: 'products', to: 'orders', ms: [10, 70] },
  ];

  expect(findCallCycle(timeline(calls))).toEqual({ operation: 'r-1', path: ['orders', 'products', 'orders'] });
});

test('findCallCycle() finds a way back over a third service', () => {
  const calls: Call[] = [
    { from: 'shop', to: 'orders', ms: [0, 100] },
    { from: 'orders', to: 'carts', ms: [2, 90] },
    { from: 'carts', to: 'shop', ms: [5, 80] },
  ];

  expect(findCallCycle(timeline(calls))?.path).toEqual(['shop', 'orders', 'carts', 'shop']);
});

test.each<[string, readonly Call[]]>([
  [
    'the call back comes after the answer',
    [
      { from: 'orders', to: 'products', ms: [0, 10] },
      { from: 'products', to: 'orders', ms: [20, 30] },
    ],
  ],
  [
    'the call back belongs to another request of a client',
    [
      { from: 'orders', to: 'products', ms: [0, 50] },
      { from: 'products', to: 'orders', ms: [10, 30], operation: 'r-2' },
    ],
  ],
  [
    'one service is asked twice, side by side',
    [
      { from: 'shop', to: 'orders', ms: [0, 50] },
      { from: 'shop', to: 'products', ms: [0, 50] },
      { from: 'orders', to: 'products', ms: [10, 30] },
    ],
  ],
])('findCallCycle() finds none when %s', (_, calls) => {
  expect(findCallCycle(timeline(calls))).toBeUndefined();
});
