import { expect, test } from 'vitest';
import type { LookAt } from '#bench/judge/judgement.ts';
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { whereToLook } from '#bench/judge/where-to-look.ts';

const at = (line: number) => ({ file: 'shop/main.ts', line, column: 3 });

function timelineOf(
  messages: readonly Partial<TimelineMessage>[],
  moments: readonly Partial<TimelineMoment>[] = [],
): Timeline {
  const message = { id: 'm', from: 'shop', to: 'client', sentAtMs: 12.44, kind: 'response', label: '201' } as const;
  const moment = { process: 'shop', atMs: 8, kind: 'error', label: 'TypeError: x', operation: 'r-1' } as const;
  return {
    columns: [
      { process: 'client', role: 'client' },
      { process: 'shop', role: 'service' },
      { process: 'cart', role: 'service' },
      { process: 'bank', role: 'world' },
      { process: 'queue', role: 'broker' },
    ],
    messages: messages.map((part) => ({ ...message, operation: 'r-1', ...part })),
    moments: moments.map((part) => ({ ...moment, ...part })),
    bands: [],
    droppedCount: 0,
  };
}

const look = (kind: LookAt['at'], timeline: Timeline) =>
  whereToLook({ label: 'r-1', lookAt: { operation: 'r-1', at: kind } }, timeline);

test('whereToLook() gives the line that answered the client first, then answers further inside', () => {
  const timeline = timelineOf([{ to: 'cart', source: at(30) }, { source: at(12) }]);

  expect(look('answer', timeline).map(({ line }) => line)).toEqual([12, 30]);
  expect(look('answer', timeline)[0]?.note).toBe('[[r-1]] answered 201 here at 12.4 ms.');
});

test('whereToLook() gives the call of a service, not the request of the client', () => {
  const timeline = timelineOf([
    { kind: 'request', from: 'client', to: 'shop', source: at(1) },
    { kind: 'request', to: 'bank', label: 'POST /charges', source: at(20) },
  ]);

  expect(look('call', timeline)).toMatchObject([
    { line: 20, note: '[[r-1]] sent POST /charges to bank here at 12.4 ms.' },
  ]);
});

test('whereToLook() gives the line that ended the process', () => {
  expect(look('crash', timelineOf([], [{ source: at(7) }]))).toMatchObject([
    { line: 7, note: '[[r-1]] ended the process here (TypeError: x) at 8.0 ms.' },
  ]);
});

test('whereToLook() gives the crash when an answer was asked for and never sent', () => {
  expect(look('answer', timelineOf([], [{ source: at(7) }]))).toMatchObject([{ line: 7 }]);
});

test('whereToLook() names a line once when the operation passed it twice', () => {
  expect(look('answer', timelineOf([{ source: at(12) }, { source: at(12) }]))).toHaveLength(1);
});

test('whereToLook() gives nothing when no line is known, or only another operation was there', () => {
  expect(look('answer', timelineOf([{}, { operation: 'r-2', source: at(12) }]))).toEqual([]);
});

test('whereToLook() gives the line that handed a message to a broker, not the call of another service', () => {
  const timeline = timelineOf([
    { kind: 'request', to: 'bank', label: 'POST /charges', source: at(9) },
    { kind: 'bytes', to: 'queue', label: 'order.placed', source: at(20) },
    { kind: 'response', from: 'queue', to: 'shop', label: 'ack', source: at(2) },
  ]);

  expect(look('published', timeline)).toMatchObject([
    { line: 20, note: '[[r-1]] handed order.placed to queue here at 12.4 ms.' },
  ]);
});

test('whereToLook() gives the write when a message was to be published and never was', () => {
  const stored = { kind: 'stored', label: 'orders.db', source: at(31) } as const;

  expect(look('published', timelineOf([{ source: at(12) }], [stored]))).toMatchObject([
    { line: 31, note: '[[r-1]] wrote orders.db here at 8.0 ms.' },
  ]);
});

test('whereToLook() gives the service’s own note, and the answer where it left none', () => {
  const note = { kind: 'note', label: 'charged', source: at(40) } as const;

  expect(look('note', timelineOf([{ source: at(12) }], [note]))).toMatchObject([
    { line: 40, note: '[[r-1]] noted “charged” here at 8.0 ms.' },
  ]);
  expect(look('note', timelineOf([{ source: at(12) }]))).toMatchObject([{ line: 12 }]);
});

test('whereToLook() gives the line that called process.exit() when no error ended the process', () => {
  const exit = { kind: 'exited', label: 'exit 1', source: at(7) } as const;

  expect(look('crash', timelineOf([], [exit]))).toMatchObject([
    { line: 7, note: '[[r-1]] ended the process here (exit 1) at 8.0 ms.' },
  ]);
});

test('whereToLook() takes an answer that the network lost for an answer, and a lost request for a call', () => {
  const timeline = timelineOf([
    { kind: 'lost', to: 'bank', label: 'POST /charges', fault: 'lost by a fault', source: at(20) },
    { kind: 'lost', label: '201', fault: 'lost by a fault', source: at(12) },
    { kind: 'lost', label: '201', fault: 'answers a duplicate', source: at(13) },
  ]);

  expect(look('answer', timeline).map(({ line }) => line)).toEqual([12]);
  expect(look('call', timeline)).toMatchObject([
    { line: 20, note: '[[r-1]] sent POST /charges to bank here at 12.4 ms.' },
  ]);
});
