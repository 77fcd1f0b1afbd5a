import { expect, expectTypeOf, test } from 'vitest';
import type { RealBench } from '#bench/real/real-bench.ts';
import { LoopbackPorts } from '#bench/real/loopback-ports.ts';
import type { Bench } from '../../../../labs/_kit/bench.ts';

test('RealBench provides what the kit promises to checks', () => {
  expectTypeOf<RealBench>().toExtend<Bench>();
});

test('LoopbackPorts.take() gives as many different ports as asked, none of them one that the system gives to connections', async () => {
  const loopback = new LoopbackPorts();
  const ports = [...(await loopback.take(10)), ...(await loopback.take(10))];

  expect(new Set(ports).size).toBe(20);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...ports)).toBeLessThan(32_000);
});
