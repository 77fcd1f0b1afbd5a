/**
 * Lets the benchmark's caller send 2,000 requests through the chain, one after another and then 64 at once. The sentences
 * of progress mark the phases. Runs as a check.
 * @module
 */
import type { Judgement } from '#bench/judge/judgement.ts';
import type { SimulatedBench } from '#bench/judge/simulated-bench.ts';

const COUNT = 2_000;

export default {
  async run(bench: SimulatedBench): Promise<Judgement> {
    const ask = async (count: number, atOnce: number) => {
      const url = `http://client-program/?count=${count}&atOnce=${atOnce}`;
      const { response } = await bench.request({ method: 'GET', url, timeoutMs: 500_000 });
      return (JSON.parse(response?.body ?? '{}') as { right?: number }).right ?? 0;
    };
    await ask(COUNT / 10, 1);
    bench.progress('one at a time');
    const sequential = await ask(COUNT, 1);
    bench.progress('64 at once');
    const concurrent = await ask(COUNT, 64);
    bench.progress('done');
    const held = `${sequential} and ${concurrent} of ${COUNT} answers were right`;
    return sequential === COUNT && concurrent === COUNT
      ? { verdict: 'pass', held }
      : { verdict: 'inconclusive', reason: held };
  },
};
