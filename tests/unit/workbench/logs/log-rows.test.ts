import { expect, test } from 'vitest';
import type { CheckReport, TimelineMoment } from '#bench/judge/report.ts';
import type { LogLine } from '#runtimes/lab-runtime.ts';
import { firstLogChoice } from '#workbench/logs/log-choice.ts';
import {
  chooseRows,
  logMoments,
  logProcesses,
  logText,
  rowsOfReport,
  rowsOfSession,
} from '#workbench/logs/log-rows.ts';

const line = (service: string, text: string, atMs: number, more: Partial<LogLine> = {}): LogLine => ({
  service,
  stream: 'stdout',
  text,
  atMs,
  ...more,
});

const rows = rowsOfSession([
  line('shop', 'listening', 1),
  line('bank', 'charge 5', 2.5, { operation: 'r-1' }),
  line('shop', '{"level":"error","msg":"no bank"}', 2.5),
  line('shop', 'oh', 3, { stream: 'stderr' }),
]);

test('rowsOfSession() marks errors by stream and by level, and keeps the operation', () => {
  expect(rows.map(({ isError, operation }) => [isError, operation])).toEqual([
    [false, undefined],
    [false, 'r-1'],
    [true, undefined],
    [true, undefined],
  ]);
});

test('rowsOfReport() tells prints and what else happened to a process', () => {
  const moment = (kind: TimelineMoment['kind'], label: string): TimelineMoment => ({
    process: 'shop',
    atMs: 1,
    kind,
    label,
  });
  const timeline = {
    columns: [],
    messages: [],
    bands: [],
    droppedCount: 0,
    moments: [
      moment('log', '{"level":"fatal","msg":"x"}'),
      moment('stored', '/a'),
      moment('killed', 'SIGKILL'),
      moment('note', 'here'),
    ],
  };

  expect(rowsOfReport({ timeline } as unknown as CheckReport).map(({ text, isError }) => [text, isError])).toEqual([
    ['{"level":"fatal","msg":"x"}', true],
    ['stored /a', false],
    ['killed SIGKILL', true],
    ['notes: here', false],
  ]);
});

test('chooseRows() leaves out hidden services and lines without the text, whatever its case', () => {
  expect(chooseRows(rows, { ...firstLogChoice, hidden: ['shop'] }).map(({ text }) => text)).toEqual(['charge 5']);
  expect(chooseRows(rows, { ...firstLogChoice, text: ' BANK ' }).map(({ text }) => text)).toEqual([
    '{"level":"error","msg":"no bank"}',
  ]);
  expect(chooseRows(rows, firstLogChoice)).toHaveLength(4);
});

test('logMoments() puts what was printed at one time into one line', () => {
  expect(logMoments(rows).map(({ atMs, cells }) => [atMs, [...cells.keys()]])).toEqual([
    [1, ['shop']],
    [2.5, ['bank', 'shop']],
    [3, ['shop']],
  ]);
});

test('logProcesses() gives every process but the client, and whoever printed', () => {
  const columns = [
    { process: 'client', role: 'client' },
    { process: 'cart', role: 'service' },
    { process: 'bank', role: 'world' },
  ] as const;

  expect(logProcesses(columns, rows)).toEqual(['cart', 'bank', 'shop']);
});

test('logText() gives the lines as they were printed', () => {
  expect(logText(rows.slice(1, 3))).toBe('2.5\tbank\tcharge 5\n2.5\tshop\t{"level":"error","msg":"no bank"}');
});
