/** Timers and the order of callbacks, after Node's test/parallel/test-timers-*, test-next-tick-*, test-microtask-*. */
import { promisify } from 'node:util';
import { behaviour } from '../behaviour.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

behaviour('setTimeout: fires in the order of due times, then of arming', async (saw) => {
  setTimeout(saw, 20, 'c');
  setTimeout(saw, 10, 'a');
  setTimeout(saw, 10, 'b');
  await after(25);
});

behaviour('setTimeout: passes its extra values and is called with the timer as receiver', async (saw) => {
  const timer = setTimeout(
    function (this: unknown, ...values: unknown[]) {
      saw(values);
      saw(this === timer);
    },
    1,
    1,
    'two',
  );
  await after(2);
});

behaviour('setTimeout: a delay that is no number, too small or too large counts as 1 ms', async (saw) => {
  const order: unknown[] = [];
  for (const ms of [Number.NaN, -5, 0, 2 ** 31, 'no' as never, 1]) setTimeout(() => order.push(String(ms)), ms);
  await after(10);
  saw(order);
});

behaviour('setTimeout: a callback that is no function is refused', (saw) => {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is the point
    setTimeout('code' as never, 1);
  } catch (error) {
    saw(error);
  }
});

behaviour('clearTimeout: takes the timer, its number, text of it, or nonsense', async (saw) => {
  clearTimeout(setTimeout(saw, 1, 'object'));
  clearTimeout(Number(setTimeout(saw, 1, 'number')));
  clearTimeout(String(Number(setTimeout(saw, 1, 'text'))) as never);
  for (const nothing of [undefined, null, {}, 'x', 99_999]) clearTimeout(nothing as never);
  await after(3);
  saw('nothing fired');
});

behaviour('clearTimeout: one timer may stop another that is due in the same turn', async (saw) => {
  const second: { timer?: NodeJS.Timeout } = {};
  setTimeout(() => clearTimeout(second.timer), 1);
  second.timer = setTimeout(saw, 1, 'not stopped');
  await after(3);
  saw('done');
});

behaviour('setInterval: repeats until it is cleared, also from within', async (saw) => {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    if (count === 3) clearInterval(timer);
  }, 2);
  await after(200);
  saw(count);
});

behaviour('refresh: moves a timer and wakes one that has fired', async (saw) => {
  const timer = setTimeout(saw, 200, 'fired');
  await after(120);
  timer.refresh();
  await after(120);
  saw('not yet');
  await after(150);
  timer.refresh();
  await after(250);
});

behaviour('Timeout: hasRef, ref, unref, close and its number', (saw) => {
  const timer = setTimeout(() => {}, 1_000);
  saw(timer.hasRef());
  saw(timer.unref().hasRef());
  saw(timer.ref().hasRef());
  saw(typeof timer[Symbol.toPrimitive]());
  saw(timer.close() === timer);
});

behaviour('setImmediate: runs after ticks and promise jobs, before timers armed in it', async (saw) => {
  const order: string[] = [];
  setImmediate(() => {
    order.push('immediate');
    setTimeout(() => order.push('timeout'), 0);
    process.nextTick(() => order.push('tick'));
    setImmediate(() => order.push('next immediate'));
    void Promise.resolve().then(() => order.push('job'));
  });
  await after(10);
  saw(order.filter((one) => one !== 'timeout'));
});

behaviour('setImmediate: one that is cleared by another before it does not run', async (saw) => {
  const later: { immediate?: NodeJS.Immediate } = {};
  setImmediate(() => clearImmediate(later.immediate));
  later.immediate = setImmediate(saw, 'not stopped');
  await after(2);
  saw('done');
});

behaviour('nextTick: ticks run before promise jobs, in rounds', async (saw) => {
  const order: string[] = [];
  await new Promise<void>((resolve) =>
    setImmediate(() => {
      void Promise.resolve().then(() => {
        order.push('job 1');
        process.nextTick(() => order.push('tick from job'));
        void Promise.resolve().then(() => order.push('job 2'));
      });
      process.nextTick(() => {
        order.push('tick 1');
        process.nextTick(() => order.push('tick 2'));
      });
      setTimeout(resolve, 2);
    }),
  );
  saw(order);
});

behaviour('nextTick: passes its values and refuses what is no function', async (saw) => {
  await new Promise<void>((resolve) =>
    process.nextTick(
      (...values: unknown[]) => {
        saw(values);
        resolve();
      },
      1,
      2,
    ),
  );
  try {
    process.nextTick('x' as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('queueMicrotask: shares the queue of promise jobs', async (saw) => {
  const order: number[] = [];
  void Promise.resolve().then(() => order.push(1));
  queueMicrotask(() => order.push(2));
  void Promise.resolve().then(() => order.push(3));
  await after(1);
  saw(order);
  try {
    queueMicrotask(1 as never);
  } catch (error) {
    saw((error as { code?: string }).code);
  }
});

behaviour(
  'await: takes one job for a promise and for a plain value, three for a thenable in a promise',
  async (saw) => {
    const order: string[] = [];
    const run = async (name: string, value: unknown) => {
      await value;
      order.push(name);
    };
    const jobs = (name: string, left: number): unknown =>
      left === 0 ? order.push(name) : Promise.resolve().then(() => jobs(name, left - 1));
    void run('promise', Promise.resolve());
    void run('plain', 1);
    void run('thenable', { then: (done: () => void) => done() });
    void jobs('one job', 1);
    void jobs('two jobs', 2);
    void jobs('three jobs', 3);
    await after(1);
    saw(order);
  },
);

behaviour('promisify: timers have promise versions of their own', async (saw) => {
  saw(await promisify(setTimeout)(1, 'timeout'));
  saw(await promisify(setImmediate)('immediate'));
});

behaviour('Symbol.dispose: disposing of a timer clears it', async (saw) => {
  setTimeout(saw, 1, 'timeout')[Symbol.dispose]();
  setImmediate(saw, 'immediate')[Symbol.dispose]();
  await after(3);
  saw('quiet');
});
