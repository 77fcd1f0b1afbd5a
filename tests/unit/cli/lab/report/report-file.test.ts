import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseReportEvent, printReportEvent, type ReportEvent } from '#cli/lab/report/report-event.ts';
import { beginReportFile } from '#cli/lab/report/report-file.ts';
import { reportRuns } from '#cli/lab/report/report-runs.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { arbitraryTimeline } from '../../../../support/arbitrary-timeline.ts';

const AT = '2026-11-21T08:00:00.000Z';
const files = { 'shop/main.ts': 'text' };

let place: string;
let path: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'report-file-'));
  path = join(place, 'report.jsonl');
});
afterEach(() => rm(place, { recursive: true, force: true }));

const check = (slug: string, more: Partial<CheckReport> = {}): CheckReport => ({
  check: 'C1',
  slug,
  title: 'First',
  verdict: 'pass',
  held: 'all of it',
  virtualMs: 1.5,
  realMs: 12,
  eventCount: 3,
  hash: 'abc',
  replay: `shop/${slug.slice(0, 2)} seed=7`,
  ...more,
});
const run = (checks: readonly CheckReport[], seed = 7): RunReport => ({
  lab: 'shop',
  seed,
  engine: 'simulated',
  transport: 'strict',
  checks,
  complete: true,
  realMs: 40,
});
const begun = (seed = 7) => ({ atIso: AT, lab: 'shop', seed, engine: 'simulated' as const, files });
const read = async () => reportRuns(await readFile(path, 'utf8'), 'report.jsonl');

const text = fc.string({ unit: 'binary' });
const place_ = fc.record({ file: text, line: fc.nat(), column: fc.nat() });
const checkReport: fc.Arbitrary<CheckReport> = fc.record(
  {
    check: text,
    slug: text,
    title: text,
    verdict: fc.constantFrom('pass', 'fail', 'inconclusive', 'error', 'not-judged', 'not-run'),
    held: text,
    reason: text,
    message: fc.record(
      {
        id: text,
        seen: text,
        expected: text,
        received: text,
        why: text,
        where: fc.array(
          place_.map((where) => ({ ...where, atMs: 1, note: 'here' })),
          { maxLength: 2 },
        ),
        whereUnknown: text,
        example: fc.record({ label: text, operation: text, atMs: fc.nat() }),
      },
      { requiredKeys: ['id', 'seen', 'expected', 'received', 'why', 'where'] },
    ),
    parts: fc.array(fc.record({ id: text, title: text, isHeld: fc.boolean() }), { maxLength: 2 }),
    timeline: arbitraryTimeline,
    traffic: fc.record({ plannedCount: fc.nat(), operations: fc.array(text) }, { requiredKeys: ['plannedCount'] }),
    virtualMs: fc.nat(),
    realMs: fc.nat(),
    eventCount: fc.nat(),
    hash: text,
    replay: text,
  },
  {
    requiredKeys: ['check', 'slug', 'title', 'verdict', 'held', 'virtualMs', 'realMs', 'eventCount', 'hash', 'replay'],
  },
);

test('parseReportEvent() gives back what printReportEvent() was given, on one line', () => {
  fc.assert(
    fc.property(checkReport, (report) => {
      const event: ReportEvent = { event: 'check-ended', report };
      const line = printReportEvent(event);

      expect(line).not.toContain('\n');
      expect(parseReportEvent(line)).toEqual({ event });
    }),
  );
});

test('reportRuns() gives back with which broker a run was', async () => {
  const report: RunReport = {
    ...run([check('01-first')]),
    engine: 'real',
    transport: 'processes',
    broker: 'RabbitMQ 3.10.8',
  };
  beginReportFile(path)
    .begin({ ...begun(), engine: 'real' })
    .end(report);

  expect((await read()).map((recorded) => recorded.report)).toEqual([report]);
});

test('parseReportEvent() takes what brokers tell, and nothing that looks like it', () => {
  const timeline = (kind: string) => ({
    columns: [],
    messages: [],
    moments: [],
    bands: [],
    droppedCount: 0,
    broker: { records: [{ kind, queue: 'mails', broker: 'broker', atMs: 3, operation: 'r-1' }], droppedCount: 0 },
  });
  const line = (kind: string) =>
    JSON.stringify({ event: 'check-ended', report: { ...check('01-first'), timeline: timeline(kind) } });

  expect(parseReportEvent(line('queue-deleted'))).toHaveProperty('event');
  expect(parseReportEvent(line('queue-eaten'))).toEqual({
    problem: 'report.timeline.broker.records.0: is no record of a broker',
  });
});

test.each([
  ['no JSON', '{', 'it is not JSON'],
  ['a strange event', '{"event":"run-paused"}', 'event: '],
  [
    'a field that nobody knows',
    '{"event":"check-started","slug":"01","mood":"good"}',
    'the line: Unrecognized key: "mood"',
  ],
  [
    'a newer format',
    JSON.stringify({ event: 'run-started', format: 'ensemble-report', formatVersion: 2 }),
    'formatVersion: ',
  ],
])('parseReportEvent() says what is wrong with %s', (_what, line, words) => {
  expect(parseReportEvent(line)).toEqual({ problem: expect.stringContaining(words) });
});

test('beginReportFile() writes runs that reportRuns() gives back, also checks of which nothing was told', async () => {
  const file = beginReportFile(path);
  const first = file.begin(begun());
  first.tell({ kind: 'check-started', slug: '01-first' });
  first.tell({ kind: 'progress', slug: '01-first', sentence: 'Asking', virtualMs: 1 });
  first.tell({ kind: 'check-ended', report: check('01-first') });
  first.end(run([check('01-first'), check('02-second', { verdict: 'not-run' })]));
  file.begin(begun(8)).end(run([check('01-first')], 8));

  expect(await read()).toEqual([
    { report: run([check('01-first'), check('02-second', { verdict: 'not-run' })]), files, atIso: AT },
    { report: run([check('01-first')], 8), files, atIso: AT },
  ]);
});

test('reportRuns() keeps of a run that was cut off the checks that ended', async () => {
  const recording = beginReportFile(path).begin(begun());
  recording.tell({ kind: 'check-ended', report: check('01-first') });
  await writeFile(path, '{"event":"check-ended","report":{"che', { flag: 'a' });

  expect(await read()).toEqual([
    { report: { ...run([check('01-first')]), complete: false, realMs: 12 }, files, atIso: AT },
  ]);
});

test('reportRuns() names the line that is no event', async () => {
  const recording = beginReportFile(path).begin(begun());
  await writeFile(path, 'hello\n', { flag: 'a' });
  recording.end(run([check('01-first')]));

  await expect(read()).rejects.toMatchObject({ code: 'LAB_REPORT_INVALID', at: { file: 'report.jsonl', line: 2 } });
  expect(() => reportRuns('{"event":"check-started","slug":"01"}\n', 'x')).toThrow('stands before any "run-started"');
});

test('beginReportFile() replaces an older report and nothing else', async () => {
  beginReportFile(path)
    .begin(begun())
    .end(run([check('01-first')]));
  beginReportFile(path)
    .begin(begun(9))
    .end(run([check('01-first')], 9));
  expect((await read()).map(({ report }) => report.seed)).toEqual([9]);

  await writeFile(path, 'my thesis');
  expect(() => beginReportFile(path)).toThrow(expect.objectContaining({ code: 'LAB_REPORT_TAKEN' }));
  expect(await readFile(path, 'utf8')).toBe('my thesis');
});
