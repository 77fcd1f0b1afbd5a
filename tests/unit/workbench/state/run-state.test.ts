import { expect, test } from 'vitest';
import { applyRunEvent, beginRun, changedSince, firstFailure, reportsOf } from '#workbench/state/run-state.ts';
import { seedLineCheck, seedLineReport } from '../../../support/seed-line-report.ts';

const slug = seedLineCheck.slug;

test('applyRunEvent() follows a run from check to sentence to report', () => {
  const begun = beginRun(7, {});
  const started = applyRunEvent(begun, { kind: 'check-started', slug });
  const going = applyRunEvent(started, { kind: 'progress', slug, sentence: 'Sending', virtualMs: 12 });
  const ended = applyRunEvent(going, { kind: 'check-ended', report: seedLineCheck });

  expect(going).toMatchObject({ slug, sentence: 'Sending', virtualMs: 12 });
  expect(reportsOf(ended)).toEqual([seedLineCheck]);
});

test('applyRunEvent() changes nothing once the run was stopped', () => {
  const stopped = { kind: 'stopped', seed: 7, ended: [], judged: {} } as const;

  expect(applyRunEvent(stopped, { kind: 'check-started', slug })).toBe(stopped);
});

test('firstFailure() passes over what held and what was not run', () => {
  expect(firstFailure(seedLineReport)?.check).toBe('C1');
  expect(firstFailure({ ...seedLineReport, checks: [{ ...seedLineCheck, verdict: 'pass' }] })).toBeUndefined();
});

test('changedSince() names the files that differ from the judged ones', () => {
  expect(changedSince({ a: '1', b: '2' }, { a: '1', b: '3' })).toEqual(['b']);
});

test('changedSince() names files that were added and deleted since the run', () => {
  expect(changedSince({ 'a.ts': '1', 'b.ts': '2' }, { 'a.ts': '1', 'c.ts': '' })).toEqual(['b.ts', 'c.ts']);
});

test('applyRunEvent() keeps what goes on in a check until the next one starts', () => {
  const activity = { calls: [], connections: [], lives: { shop: 'listening' }, records: [] } as const;
  const watched = applyRunEvent(beginRun(1, {}), { kind: 'activity', slug: '01-a', activity });

  expect(watched).toMatchObject({ activity });
  expect(applyRunEvent(watched, { kind: 'check-started', slug: '02-b' })).toMatchObject({ activity: undefined });
});
