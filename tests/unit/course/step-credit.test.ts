import { expect, test } from 'vitest';
import type { LabStep } from '#course/lab-manifest.ts';
import { claimsOf, creditOf, type JudgedCheck, judgeSteps, needsEveryCheck } from '#course/step-credit.ts';

const step = (id: string, checks: readonly string[]): LabStep => ({ id, title: id, body: '', checks: [...checks] });
const OWNERSHIP: JudgedCheck = {
  check: 'C3',
  verdict: 'pass',
  parts: [
    { id: 'catalogue', title: 'the catalogue has an owner of its own', isHeld: true },
    { id: 'payments', title: 'payments is still in `shop`', isHeld: false },
  ],
};

test('claimsOf() takes a part for itself, whatever became of its check', () => {
  const claims = claimsOf(step('move', ['C3', 'C3/catalogue', 'C3/payments']), [OWNERSHIP]);

  expect(claims.map(({ name, state, found }) => [name, state, found])).toEqual([
    ['C3', 'done', undefined],
    ['C3/catalogue', 'done', 'the catalogue has an owner of its own'],
    ['C3/payments', 'open', 'payments is still in `shop`'],
  ]);
});

test.each([
  ['passed', 'pass', 'done'],
  ['failed', 'fail', 'open'],
  ['saw too little', 'inconclusive', 'not-judged'],
  ['could not be judged', 'error', 'not-judged'],
  ['is beyond the engine', 'not-judged', 'not-judged'],
  ['was not run', 'not-run', 'not-judged'],
] as const)('claimsOf() of a check that %s', (_what, verdict, state) => {
  expect(claimsOf(step('any', ['C1']), [{ check: 'C1', verdict }])).toMatchObject([{ state, verdict }]);
});

test('claimsOf() judges neither a part that its check did not come to nor one of a check that is not there', () => {
  const claims = claimsOf(step('move', ['C3/mail', 'C9/any']), [{ ...OWNERSHIP, verdict: 'fail' }]);

  expect(claims.map(({ state }) => state)).toEqual(['not-judged', 'not-judged']);
});

test('creditOf() is open as soon as one is, and done only when all are', () => {
  expect([
    creditOf(['done', 'not-judged', 'open']),
    creditOf(['done', 'not-judged']),
    creditOf(['done', 'done']),
  ]).toEqual(['open', 'not-judged', 'done']);
});

test('judgeSteps() leaves out a step that names no check', () => {
  const steps = [step('owners', []), step('move', ['C3/catalogue']), step('pay', ['C3/catalogue', 'C3/payments'])];

  expect(judgeSteps(steps, [OWNERSHIP])).toEqual([
    { step: 'move', state: 'done' },
    { step: 'pay', state: 'open' },
  ]);
});

test('needsEveryCheck() says so where a step names a part', () => {
  expect([
    needsEveryCheck([step('a', ['C1', 'C2'])]),
    needsEveryCheck([step('a', ['C1']), step('b', ['C3/mail'])]),
  ]).toEqual([false, true]);
});
