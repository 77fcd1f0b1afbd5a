import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endsInRollback } from '#bench/real/stores/ends-in-rollback.ts';

test.each([
  ['ROLLBACK', true],
  ['rollback transaction;', true],
  ['begin; insert into a values (1); rollback', true],
  ['-- as before\nrollback', true],
  ['commit', false],
  ['rollback; begin; insert into a values (1); commit', false],
  ['rollback to before', false],
  ['rollback transaction to savepoint before', false],
  ["insert into notes values ('; rollback')", false],
  ['/* ; rollback */ commit', false],
  ['', false],
])('endsInRollback() reads %s as %s', (sql, isRollback) => {
  expect(endsInRollback(sql)).toBe(isRollback);
});

test('endsInRollback() finds nothing in what stands in quotes, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(endsInRollback(`commit; insert into notes values ('${text.replaceAll("'", "''")}; rollback;')`)).toBe(
        false,
      );
    }),
  );
});
