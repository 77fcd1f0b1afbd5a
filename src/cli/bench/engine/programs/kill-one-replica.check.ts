/**
 * The benchmark's scenario: 90 orders a second, open loop, for 30 virtual seconds; one of three replicas is killed after
 * ten. Passes when at least 99 of 100 orders were placed. Runs as a check.
 * @module
 */
import type { Judgement } from '#bench/judge/judgement.ts';
import type { SimulatedBench } from '#bench/judge/simulated-bench.ts';

const PER_SECOND = 90;
const SECONDS = 30;
const KILL_AFTER_MS = 10_000;

export default {
  async run(bench: SimulatedBench): Promise<Judgement> {
    const order = (index: number) => ({
      method: 'POST',
      url: 'http://gateway/orders',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: `o-${index}`, amount: 10 + (index % 90) }),
    });
    const traffic = bench.traffic({ count: PER_SECOND * SECONDS, perSecond: PER_SECOND, request: order });
    await bench.sleep(KILL_AFTER_MS);
    await bench.kill('orders-2');
    const operations = await traffic;
    const placed = operations.filter(({ response }) => response?.status === 201).length;
    const held = `${placed} of ${operations.length} orders were placed`;
    return placed >= operations.length * 0.99 ? { verdict: 'pass', held } : { verdict: 'inconclusive', reason: held };
  },
};
