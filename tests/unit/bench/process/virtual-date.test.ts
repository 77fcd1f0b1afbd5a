import { expect, test } from 'vitest';
import { simulate } from '../../../support/process/simulate.ts';

test('clockSkewMs moves Date alone: performance and timers stay', async () => {
  const run = await simulate(
    `
    const before = performance.now();
    setTimeout(() => {
      console.log(Date.now() - Date.UTC(2026, 0, 1), new Date().toISOString(), performance.now() - before);
    }, 500);
  `,
    { clockSkewMs: -4_000 },
  );

  expect(run.stdout).toBe('-3500 2025-12-31T23:59:56.500Z 500\n');
});
