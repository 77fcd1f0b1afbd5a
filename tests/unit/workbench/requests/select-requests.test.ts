import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestRows } from '#workbench/requests/request-rows.ts';
import { type RequestFilter, type RequestSelection, selectRequests } from '#workbench/requests/select-requests.ts';
import { arbitraryTimeline } from '../../../support/arbitrary-timeline.ts';
import { busyTimeline } from '../../../support/busy-timeline.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const all: RequestSelection = { text: '', filter: 'all', order: 'time' };
const rows = requestRows(seedLineTimeline);
const idsOf = (selection: Partial<RequestSelection>): readonly string[] =>
  selectRequests(rows, { ...all, ...selection }).map(({ id }) => id);

test.each<[Partial<RequestSelection>, readonly string[]]>([
  [{}, ['r-1', 'r-2']],
  [{ text: 'POST payments' }, ['r-1']],
  [{ text: 'r-2' }, ['r-2']],
  [{ text: '201' }, ['r-1']],
  [{ text: 'post ledger' }, []],
  [{ filter: '2xx' }, ['r-1', 'r-2']],
  [{ filter: '5xx' }, []],
  [{ filter: 'none' }, []],
  [{ order: 'duration' }, ['r-1', 'r-2']],
])('selectRequests(%j)', (selection, ids) => {
  expect(idsOf(selection)).toEqual(ids);
});

test('selectRequests() finds at most one of twenty slow', () => {
  const busy = requestRows(busyTimeline(400));

  const slow = selectRequests(busy, { ...all, filter: 'slow' });

  expect(slow.length).toBeGreaterThan(0);
  expect(slow.length * 20).toBeLessThanOrEqual(busy.length);
});

const classes: readonly RequestFilter[] = ['2xx', '3xx', '4xx', '5xx', 'none'];

test('selectRequests() puts each request into one class of answers, and ordering loses none', () => {
  fc.assert(
    fc.property(arbitraryTimeline, (timeline) => {
      const listed = requestRows(timeline);
      const inClasses = classes.flatMap((filter) => selectRequests(listed, { ...all, filter }));
      const byDuration = selectRequests(listed, { ...all, order: 'duration' });

      expect(new Set(inClasses)).toEqual(new Set(listed));
      expect(inClasses).toHaveLength(listed.length);
      expect(new Set(byDuration)).toEqual(new Set(listed));
    }),
  );
});
