import { expect, test } from 'vitest';
import type { BenchUsageError } from '#bench/judge/bench-usage-error.ts';
import { loadCheck } from '#bench/judge/load-check.ts';

test('loadCheck() gives the check that the code exports', async () => {
  const check = loadCheck(
    `module.exports = { default: { run: async () => ({ verdict: 'pass', held: 'x' }) } }`,
    '01-a',
  );

  expect(await check.run(undefined as never)).toEqual({ verdict: 'pass', held: 'x' });
});

test.each([
  ['does not parse', 'module.exports = {', /^Cannot load check "01-a": /],
  ['throws', 'throw new Error("at load")', /at load$/],
  ['exports nothing', '', /its default export has no run function$/],
  ['exports no function', 'module.exports = { default: { run: 1 } }', /its default export has no run function$/],
])('loadCheck() throws CHECK_INVALID when the code %s', (_, code, message) => {
  const load = () => loadCheck(code, '01-a');

  expect(load).toThrow(expect.objectContaining({ code: 'CHECK_INVALID' } satisfies Partial<BenchUsageError>));
  expect(load).toThrow(message);
});
