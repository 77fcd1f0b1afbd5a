import { expect, test, vi } from 'vitest';
import { RealTimeLimit, TICK_MS } from '#bench/worker/real-time-limit.ts';

function createLimit() {
  let tick = () => {};
  const stop = vi.fn<() => void>();
  const limit = new RealTimeLimit((_, callback) => {
    tick = callback;
    return stop;
  });
  const passTicks = (count: number) => Array.from({ length: count }, () => tick());
  return { limit, passTicks, stop };
}

test('arm() calls back once when the ticks of its limit have passed', () => {
  const { limit, passTicks } = createLimit();
  const onPassed = vi.fn<() => void>();
  limit.arm(10 * TICK_MS, onPassed);

  passTicks(10);
  expect(onPassed).not.toHaveBeenCalled();
  passTicks(20);

  expect(onPassed).toHaveBeenCalledTimes(1);
});

test('disarm() and a new arm() forget what passed before', () => {
  const { limit, passTicks } = createLimit();
  const onPassed = vi.fn<() => void>();
  limit.arm(5 * TICK_MS, onPassed);
  passTicks(5);
  limit.disarm();
  passTicks(10);
  limit.arm(5 * TICK_MS, onPassed);
  passTicks(5);

  expect(onPassed).not.toHaveBeenCalled();
});

test('close() ends the ticking', () => {
  const { limit, stop } = createLimit();

  limit.close();

  expect(stop).toHaveBeenCalledTimes(1);
});
