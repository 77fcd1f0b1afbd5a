/** node:timers/promises and AbortSignal, after Node's test/parallel/test-timers-promisified.js and test-abortsignal-*. */
import { scheduler, setImmediate as immediate, setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { aborted } from 'node:util';
import { behaviour } from '../behaviour.ts';

behaviour('timers/promises: setTimeout and setImmediate resolve with their value', async (saw) => {
  saw(await sleep(1, 'slept'));
  saw(await immediate('at once'));
  saw(await sleep(1));
});

behaviour('timers/promises: a signal rejects with an AbortError whose cause is its reason', async (saw) => {
  const controller = new AbortController();
  const waiting = sleep(1_000, undefined, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await waiting.catch((error: Error) => {
    saw(error);
    saw(error.cause);
  });
  await immediate(undefined, { signal: controller.signal }).catch(saw);
});

behaviour('timers/promises: setInterval is an async iterator', async (saw) => {
  let count = 0;
  for await (const value of every(2, 'again')) {
    saw(value);
    count += 1;
    if (count === 3) break;
  }
});

behaviour('timers/promises: setInterval gives at once what came due while the body was slow', async (saw) => {
  let rounds = 0;
  let hasTurned = true;
  for await (const value of every(20, 'value')) {
    rounds += 1;
    if (rounds === 2) {
      saw(value, hasTurned);
      break;
    }
    await sleep(50);
    hasTurned = false;
    setImmediate(() => (hasTurned = true));
  }
});

behaviour('timers/promises: an aborted setInterval throws', async (saw) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5);
  try {
    let rounds = 0;
    for await (const round of every(2, 1, { signal: controller.signal })) rounds += round;
    saw(rounds > 0);
  } catch (error) {
    saw(error);
  }
});

behaviour('timers/promises: bad options are refused', async (saw) => {
  await sleep(1, undefined, { signal: 'no' as never }).catch(saw);
  await sleep(1, undefined, { ref: 'no' as never }).catch(saw);
  await sleep(1, undefined, 'no' as never).catch(saw);
});

behaviour('scheduler: wait() and yield()', async (saw) => {
  saw(await scheduler.wait(1));
  saw(await scheduler.yield());
});

behaviour('AbortSignal.timeout: aborts with a TimeoutError', async (saw) => {
  const signal = AbortSignal.timeout(5);
  saw(signal.aborted);
  await sleep(20);
  saw([signal.aborted, (signal.reason as Error).name, (signal.reason as { code: number }).code]);
});

behaviour('AbortSignal.any: follows the first that aborts', async (saw) => {
  const [one, two] = [new AbortController(), new AbortController()];
  const any = AbortSignal.any([one.signal, two.signal]);
  any.addEventListener('abort', () => saw('abort'));
  two.abort('two');
  one.abort('one');
  saw(any.reason);
  saw(AbortSignal.any([AbortSignal.abort('before')]).reason);
});

behaviour('AbortSignal: abort() tells once, throwIfAborted() throws the reason', (saw) => {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', (event) => saw(event.type));
  controller.abort();
  controller.abort('again');
  try {
    controller.signal.throwIfAborted();
  } catch (error) {
    saw((error as Error).name);
    saw((error as Error).message);
  }
});

behaviour('util.aborted: resolves when the signal aborts', async (saw) => {
  const controller = new AbortController();
  const waiting = aborted(controller.signal, {});
  controller.abort();
  await waiting;
  saw('aborted');
});
