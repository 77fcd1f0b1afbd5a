import { expectTypeOf, test } from 'vitest';
import type { RealBench } from '#bench/real/real-bench.ts';
import type { Bench } from '../../../../labs/_kit/bench.ts';

test('RealBench provides what the kit promises to checks', () => {
  expectTypeOf<RealBench>().toExtend<Bench>();
});
