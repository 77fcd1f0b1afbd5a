import { expect, test } from 'vitest';
import { countExpired } from '../../../../labs/_broker/log/count-expired.ts';

/** Four records of three bytes each, one a second. */
const RECORDS = [0, 1, 2, 3].map((offset) => ({ offset, timestampMs: offset * 1000, key: 'k', value: 'vv' }));

test.each([
  ['nothing', {}, 0],
  ['records', { records: 3 }, 1],
  ['bytes', { bytes: 7 }, 2],
  ['bytes of no record', { bytes: 2 }, 4],
  ['age', { ageMs: 1500 }, 2],
  ['what is strictest', { records: 3, bytes: 7, ageMs: 500 }, 3],
])('countExpired() by %s', (_what, retention, expired) => {
  expect(countExpired(RECORDS, 12, retention, 3000)).toBe(expired);
});
