import { expect, test } from 'vitest';
import { needRealEngine } from '#cli/lab/need-real-engine.ts';

test('needRealEngine() refuses a lab when its manifest names the simulated engine alone', () => {
  const need = () => needRealEngine({ id: 'a-lab', engines: ['simulated'] } as never);

  expect(need).toThrow(
    expect.objectContaining({ code: 'LAB_ENGINE_UNSUPPORTED', at: { file: 'labs/a-lab/lab.yaml' } }),
  );
});
