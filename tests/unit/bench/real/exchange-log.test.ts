import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExchangeLog } from '#bench/real/exchange-log.ts';

const request = (atUs: number, label = 'POST /charges') => ({
  from: 'orders',
  to: 'bank',
  label,
  atUs,
  operation: 'r-1',
});

test('ExchangeLog joins what both ends of a connection told, in whatever order it is read', () => {
  const tell = {
    requested: (log: ExchangeLog) => log.requested('orders:40000', request(1_000)),
    asked: (log: ExchangeLog) => log.asked('orders:40000', 2_000),
    answered: (log: ExchangeLog) => log.answered('orders:40000', { label: '201', atUs: 3_000 }),
    arrived: (log: ExchangeLog) => log.answerArrived('orders:40000', 4_000),
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.values(tell), { minLength: 4 }), (order) => {
      const log = new ExchangeLog();
      for (const piece of order) piece(log);
      expect(log.messages().messages).toEqual([
        {
          id: 'm-1',
          from: 'orders',
          to: 'bank',
          kind: 'request',
          label: 'POST /charges',
          sentAtMs: 1,
          receivedAtMs: 2,
          operation: 'r-1',
        },
        {
          id: 'm-2',
          from: 'bank',
          to: 'orders',
          kind: 'response',
          label: '201',
          sentAtMs: 3,
          receivedAtMs: 4,
          operation: 'r-1',
          answers: 'm-1',
        },
      ]);
    }),
  );
});

test('ExchangeLog keeps the requests of a connection apart that serves one after the other', () => {
  const log = new ExchangeLog();
  log.requested('orders:40000', request(1_000, 'POST /first'));
  log.answered('orders:40000', { label: '201', atUs: 2_000 });
  log.requested('orders:40000', request(3_000, 'POST /second'));
  log.answered('orders:40000', { label: '402', atUs: 4_000 });

  expect(log.messages().messages.map(({ label }) => label)).toEqual(['POST /first', '201', 'POST /second', '402']);
});

test('ExchangeLog never shows an answer that was read before it was sent', () => {
  const log = new ExchangeLog();
  log.requested('orders:40000', request(1_000));
  log.answered('orders:40000', { label: '201', atUs: 5_000 });
  log.answerArrived('orders:40000', 4_000);

  expect(log.messages().messages[1]).toMatchObject({ sentAtMs: 4, receivedAtMs: 4 });
});

test('ExchangeLog shows a request that was refused, and one that nobody answered', () => {
  const log = new ExchangeLog();
  log.refused({ ...request(2_000), label: 'port 80 refused the connection' });
  log.requested('orders:40000', request(1_000));

  expect(log.messages().messages).toMatchObject([
    { kind: 'request', sentAtMs: 1 },
    { kind: 'refused', sentAtMs: 2, label: 'port 80 refused the connection' },
  ]);
  expect(log.operationOf('orders:40000')).toBe('r-1');
  expect(log.operationOf('orders:40001')).toBeUndefined();
});

test('ExchangeLog keeps ten thousand messages and counts the others', () => {
  const log = new ExchangeLog();
  for (let index = 0; index < 10_003; index += 1) log.requested(`orders:${index}`, request(index));

  const { messages, droppedCount } = log.messages();

  expect([messages.length, droppedCount]).toEqual([10_000, 3]);
});

test('ExchangeLog keeps requests apart when one end is read long after the other', () => {
  const log = new ExchangeLog();
  log.asked('orders:40000', 2_000);
  log.answered('orders:40000', { label: '201', atUs: 3_000 });
  log.asked('orders:40000', 6_000);
  log.requested('orders:40000', request(1_000, 'POST /first'));
  log.requested('orders:40000', request(5_000, 'POST /second'));

  const sent = log.messages().messages.filter(({ kind }) => kind === 'request');
  expect(sent.map(({ label, sentAtMs, receivedAtMs }) => [label, sentAtMs, receivedAtMs])).toEqual([
    ['POST /first', 1, 2],
    ['POST /second', 5, 6],
  ]);
});
