/** opossum and p-retry on their clocks. */
import { setTimeout as sleep } from 'node:timers/promises';
import CircuitBreaker from 'opossum';
import pRetry, { AbortError } from 'p-retry';
import { behaviour } from '../behaviour.ts';

behaviour('opossum: a breaker opens after failures, rests, tries once, and closes', async (saw) => {
  let isDown = true;
  let calls = 0;
  const breaker = new CircuitBreaker(
    async () => {
      calls += 1;
      if (isDown) throw new Error('down');
      return 'up';
    },
    { timeout: 200, errorThresholdPercentage: 50, resetTimeout: 100, volumeThreshold: 3 },
  );
  const order: string[] = [];
  breaker.on('open', () => order.push('open'));
  breaker.on('halfOpen', () => order.push('halfOpen'));
  breaker.on('close', () => order.push('close'));
  breaker.on('reject', () => order.push('reject'));
  const fire = () => breaker.fire().catch((error: Error & { code?: string }) => error.code ?? error.message);
  for (let index = 0; index < 5; index += 1) saw(await fire());
  isDown = false;
  await sleep(150);
  saw(await fire(), calls, order);
  breaker.shutdown();
});

behaviour('opossum: a call that takes too long fails with ETIMEDOUT and the fallback answers', async (saw) => {
  const breaker = new CircuitBreaker(async () => sleep(500, 'late'), { timeout: 20 });
  saw(await breaker.fire().catch((error: Error & { code?: string }) => [error.code, error.message]));
  breaker.fallback(() => 'from the cache');
  saw(await breaker.fire(), breaker.stats.timeouts, breaker.stats.fallbacks);
  breaker.shutdown();
});

behaviour('p-retry: tries again until it succeeds, and tells each attempt', async (saw) => {
  const attempts: unknown[] = [];
  const result = await pRetry(
    (attempt) => {
      if (attempt < 4) throw new Error(`attempt ${attempt}`);
      return `done in ${attempt}`;
    },
    {
      retries: 5,
      minTimeout: 1,
      onFailedAttempt: ({ error, attemptNumber, retriesLeft }) =>
        void attempts.push([error.message, attemptNumber, retriesLeft]),
    },
  );
  saw(result, attempts);
});

behaviour('p-retry: an AbortError ends it at once, a TypeError is not retried', async (saw) => {
  let calls = 0;
  const failing = (error: Error) =>
    pRetry(
      () => {
        calls += 1;
        throw error;
      },
      { retries: 3, minTimeout: 1 },
    ).catch((caught: Error) => [caught.name, caught.message]);
  saw(await failing(new AbortError('no such order')), calls);
  saw(await failing(new TypeError('not a function')), calls);
  saw(await failing(new Error('again')), calls);
});
