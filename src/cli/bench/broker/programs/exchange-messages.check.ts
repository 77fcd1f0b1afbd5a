/**
 * Lets the benchmark's client exchange messages with the broker, first for warmth. The sentences of progress mark the phases.
 * Runs as a check.
 * @module
 */
import type { Judgement } from '#bench/judge/judgement.ts';
import type { SimulatedBench } from '#bench/judge/simulated-bench.ts';

/** Fewer than outside: one process after the other has its turn in the engine. */
export const COUNTS = { 'ping-pong': 500, 'confirm-and-ack': 4_000 };

export default {
  async run(bench: SimulatedBench): Promise<Judgement> {
    const exchange = async (work: keyof typeof COUNTS, count: number) => {
      const url = `http://client/${work}?count=${count}`;
      const { response } = await bench.request({ method: 'GET', url, timeoutMs: 500_000 });
      return Number(response?.body);
    };
    await exchange('ping-pong', COUNTS['ping-pong'] / 4);
    await exchange('confirm-and-ack', COUNTS['confirm-and-ack'] / 4);
    bench.progress('one message at a time');
    const pingPongs = await exchange('ping-pong', COUNTS['ping-pong']);
    bench.progress('confirmed and acknowledged');
    const confirmed = await exchange('confirm-and-ack', COUNTS['confirm-and-ack']);
    bench.progress('done');
    const held = `${pingPongs} messages went back and forth, ${confirmed} were confirmed and acknowledged`;
    return pingPongs === COUNTS['ping-pong'] && confirmed === COUNTS['confirm-and-ack']
      ? { verdict: 'pass', held }
      : { verdict: 'inconclusive', reason: held };
  },
};
