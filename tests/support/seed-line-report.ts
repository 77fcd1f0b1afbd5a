/**
 * A report as the judge gives it for the starter of hello-payment: one failing check with its timeline.
 * @module
 */
import type { CheckReport, RunReport, Timeline } from '#bench/judge/report.ts';

const source = (line: number) => ({ file: 'payment-service/main.ts', line, column: 3 });

export const seedLineTimeline: Timeline = {
  columns: [
    { process: 'client', role: 'client' },
    { process: 'payment-service', role: 'service' },
    { process: 'bank', role: 'world' },
  ],
  messages: [
    {
      id: 'm-1',
      from: 'client',
      to: 'payment-service',
      sentAtMs: 10,
      receivedAtMs: 11,
      kind: 'request',
      label: 'POST /api/payments',
      preview: '{ "orderId": "123", "amount": 100 }',
      operation: 'r-1',
    },
    {
      id: 'm-2',
      from: 'payment-service',
      to: 'bank',
      sentAtMs: 11.2,
      receivedAtMs: 12.6,
      kind: 'request',
      label: 'POST /charges',
      preview: '{}',
      operation: 'r-1',
      source: { file: 'payment-service/bank.ts', line: 11, column: 24 },
    },
    {
      id: 'm-3',
      from: 'bank',
      to: 'payment-service',
      sentAtMs: 12.8,
      receivedAtMs: 13.9,
      kind: 'response',
      label: '422',
      answers: 'm-2',
      operation: 'r-1',
    },
    {
      id: 'm-4',
      from: 'payment-service',
      to: 'client',
      sentAtMs: 14.1,
      receivedAtMs: 15.1,
      kind: 'response',
      label: '201',
      answers: 'm-1',
      preview: '{"status":"accepted"}',
      operation: 'r-1',
      source: source(17),
    },
    {
      id: 'm-5',
      from: 'client',
      to: 'bank',
      sentAtMs: 16,
      receivedAtMs: 17,
      kind: 'request',
      label: 'GET /ledger',
      operation: 'r-2',
    },
    {
      id: 'm-6',
      from: 'bank',
      to: 'client',
      sentAtMs: 17.1,
      receivedAtMs: 18.1,
      kind: 'response',
      label: '200',
      answers: 'm-5',
      operation: 'r-2',
    },
  ],
  moments: [
    { process: 'payment-service', atMs: 0, kind: 'started', label: '' },
    { process: 'payment-service', atMs: 2, kind: 'listening', label: 'listening on 80' },
    {
      process: 'payment-service',
      atMs: 14,
      kind: 'log',
      label: 'order undefined: the bank answered 422',
      operation: 'r-1',
      source: source(16),
    },
  ],
  bands: [],
  droppedCount: 0,
};

export const seedLineCheck: CheckReport = {
  check: 'C1',
  slug: '01-the-line-as-printed',
  title: 'The line as printed',
  verdict: 'fail',
  held: '0 of 1 recorded',
  message: {
    id: 'accepted-without-record',
    seen: 'The answer to [[r-1]] was 201, but the bank has no payment for order 123.',
    expected: 'Either 201 and one ledger entry for order 123 over 100, or a refusal and no entry.',
    received: 'Status 201 and an empty ledger. The request arrived as `application/x-www-form-urlencoded`.',
    why: 'A caller that reads 201 ships the goods. Nobody will ever ask the bank about this payment again.',
    where: [
      { ...source(17), atMs: 14.1, note: '[[r-1]] answered 201 here at 14.1 ms.' },
      {
        file: 'payment-service/bank.ts',
        line: 11,
        column: 24,
        atMs: 11.2,
        note: '[[r-1]] asked the bank here at 11.2 ms; it answered 422.',
      },
    ],
    example: { label: 'r-1', operation: 'r-1', atMs: 10 },
  },
  timeline: seedLineTimeline,
  virtualMs: 1020,
  realMs: 84,
  eventCount: 61,
  hash: '9f2ab41c00d1e7aa',
  replay: 'hello-payment/01 seed=4711',
};

export const notRun = (check: string, slug: string, title: string): CheckReport => ({
  check,
  slug,
  title,
  verdict: 'not-run',
  held: '',
  virtualMs: 0,
  realMs: 0,
  eventCount: 0,
  hash: '',
  replay: `hello-payment/${slug.slice(0, 2)} seed=4711`,
});

export const seedLineReport: RunReport = {
  lab: 'hello-payment',
  seed: 4711,
  engine: 'simulated',
  transport: 'strict',
  checks: [
    seedLineCheck,
    notRun('C2', '02-malformed-bodies', 'Two hundred malformed bodies'),
    notRun('C3', '03-read-what-was-posted', 'Read what was posted'),
    notRun('C4', '04-fifty-at-once', 'Fifty at once'),
  ],
  complete: false,
  realMs: 120,
};
