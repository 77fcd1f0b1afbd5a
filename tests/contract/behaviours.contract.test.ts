/**
 * The contract suite as a gate: what a program sees in a simulated process is what it sees in Node, one test for each
 * behaviour and engine. `npm run contract` prints the same as a table.
 */
import { expect, test } from 'vitest';
import { summarise } from './run/describe-contract.ts';
import { runContract } from './run/run-contract.ts';

const report = await runContract({ engines: ['terminal', 'page'] });

test.each(report.results)('$engine: $behaviour', ({ result, reason }) => {
  expect(result, reason).not.toBe('failed');
});

test('every behaviour has one name, every program tells something, every exception is about a behaviour', () => {
  expect(report.mistakes).toEqual([]);
});

test('every behaviour is judged on every engine', () => {
  const { behaviours, engines } = summarise(report);
  const judged = Object.values(engines).map(({ passed, skipped, failed }) => passed + skipped + failed);

  expect(judged).toEqual([behaviours, behaviours, behaviours]);
});
