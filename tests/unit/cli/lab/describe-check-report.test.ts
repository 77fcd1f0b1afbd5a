import { expect, test } from 'vitest';
import type { CheckReport } from '#bench/judge/report.ts';
import { describeCheckReport } from '#cli/lab/describe-check-report.ts';

const REPORT: CheckReport = {
  check: 'C1',
  slug: '01-the-line-as-printed',
  title: 'The line as printed',
  verdict: 'pass',
  held: '5 of 5 answers agreed with the ledger',
  virtualMs: 12,
  realMs: 3,
  eventCount: 40,
  hash: 'abc',
  replay: 'hello-payment/01 seed=4711',
};

test('describeCheckReport() gives a pass one line with its evidence', () => {
  expect(describeCheckReport(REPORT, 'npm run lab -- check hello-payment')).toBe(
    'pass         C1 The line as printed: 5 of 5 answers agreed with the ledger',
  );
});

test('describeCheckReport() prints the message, where to look and how to replay a failure', () => {
  const message = {
    id: 'accepted-without-record',
    seen: 'The answer to [[r-1]] was 201, but the bank has no payment for order 123.',
    expected: 'one entry at the bank',
    received: '201, and an empty ledger',
    why: 'Nobody has paid for the goods.',
    where: [{ file: 'payment-service/main.ts', line: 17, column: 10, atMs: 12.4, note: '[[r-1]] answered 201 here.' }],
  };

  const text = describeCheckReport(
    { ...REPORT, verdict: 'fail', held: '0 of 5', message },
    'npm run lab -- check hello-payment',
  );

  expect(text).toMatchInlineSnapshot(`
    "FAIL         C1 The line as printed: 0 of 5
        The answer to r-1 was 201, but the bank has no payment for order 123.
        expected  one entry at the bank
        received  201, and an empty ledger
        why       Nobody has paid for the goods.
        look at   payment-service/main.ts:17:10  r-1 answered 201 here.
        replay    npm run lab -- check hello-payment --replay "hello-payment/01 seed=4711""
  `);
});

test('describeCheckReport() gives the reason of a check that could not judge', () => {
  const reason = 'payment-service ended with code 1 before it listened: SyntaxError';

  const text = describeCheckReport(
    { ...REPORT, verdict: 'error', held: '', reason },
    'npm run lab -- check hello-payment',
  );

  expect(text).toContain('ERROR        C1 The line as printed\n    payment-service ended with code 1');
});

test('describeCheckReport() says that a check which this engine cannot run is neither a pass nor a failure', () => {
  const reason = 'This check moves a clock, which real processes share with the machine.';

  const text = describeCheckReport({ ...REPORT, verdict: 'not-judged', held: '', reason }, 'npm run lab');

  expect(text).toMatch(/^not judged {3}C1 The line as printed\n {4}This check moves a clock/);
  expect(text).toContain('neither a pass nor a failure');
});
