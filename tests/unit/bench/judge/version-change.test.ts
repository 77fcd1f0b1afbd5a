import { expect, test } from 'vitest';
import { joinVersions } from '#bench/judge/version-change.ts';

test('joinVersions() lets later variables and files replace earlier ones when they have the same name', () => {
  const first = joinVersions(undefined, { env: { A: '1', B: '1' }, files: { 'x.ts': 'old' }, imports: ['one'] });

  const second = joinVersions(first, { env: { A: '2' }, files: { 'x.ts': 'new', 'y.ts': '' }, imports: ['two'] });

  expect(second).toEqual({
    env: { A: '2', B: '1' },
    files: { 'x.ts': 'new', 'y.ts': '' },
    imports: ['one', 'two'],
  });
});

test('joinVersions() is a version of nothing when nothing changes', () => {
  expect(joinVersions(undefined, {})).toEqual({ env: {}, files: {}, imports: [] });
});
