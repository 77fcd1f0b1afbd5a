import { expect, test } from 'vitest';
import { untilAborted } from '#platform/until-aborted.ts';

const never = new Promise<never>(() => undefined);

test('untilAborted() gives the value, and leaves nothing on the signal', async () => {
  const { signal, listening } = watched();

  const value = await untilAborted(Promise.resolve(7), signal);
  await Promise.resolve();

  expect(value).toBe(7);
  expect(listening()).toBe(0);
});

test('untilAborted() rejects with the reason and tells once that nobody waits any more', async () => {
  const controller = new AbortController();
  const told: string[] = [];

  const waiting = untilAborted(never, controller.signal, () => told.push('given up'));
  controller.abort(new Error('the learner pressed stop'));

  await expect(waiting).rejects.toThrow('the learner pressed stop');
  expect(told).toEqual(['given up']);
});

test('untilAborted() rejects at once when the signal said so before', async () => {
  await expect(untilAborted(never, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
});

test('untilAborted() rejects as the value does, with or without a signal', async () => {
  const failing = () => Promise.reject(new Error('refused'));

  await expect(untilAborted(failing(), undefined)).rejects.toThrow('refused');
  await expect(untilAborted(failing(), new AbortController().signal)).rejects.toThrow('refused');
});

/** A signal that counts who listens. */
function watched() {
  const { signal } = new AbortController();
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.assign(signal, {
    addEventListener: (...given: Parameters<typeof add>) => ((count += 1), add(...given)),
    removeEventListener: (...given: Parameters<typeof remove>) => ((count -= 1), remove(...given)),
  });
  return { signal, listening: () => count };
}
