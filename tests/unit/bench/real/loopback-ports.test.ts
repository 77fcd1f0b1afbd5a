import { expect, test } from 'vitest';
import { LoopbackPorts } from '#bench/real/loopback-ports.ts';

test('LoopbackPorts.take() gives as many different ports as asked, none of them one that the system gives to connections', async () => {
  const loopback = new LoopbackPorts();
  const ports = [...(await loopback.take(10)), ...(await loopback.take(400))];
  loopback.close();

  expect(new Set(ports).size).toBe(410);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...ports)).toBeLessThan(32_000);
});

test('LoopbackPorts.take() gives no port that another run has taken, although nobody listens there yet', async () => {
  const runs = Array.from({ length: 10 }, () => new LoopbackPorts());
  const ports = (await Promise.all(runs.map((run) => run.take(100)))).flat();
  for (const run of runs) run.close();

  expect(new Set(ports).size).toBe(1_000);
});
