/** node:diagnostics_channel, after Node's test/parallel/test-diagnostics-channel-*.js. */
import { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { behaviour } from '../behaviour.ts';

behaviour('diagnostics_channel: publishes to subscribers, in order, until they leave', (saw) => {
  const orders = channel('orders');
  saw([orders.hasSubscribers, orders.name, channel('orders') === orders]);
  const listener = (message: unknown, name: string | symbol) => saw([message, name]);
  subscribe('orders', listener);
  saw([orders.hasSubscribers, hasSubscribers('orders')]);
  orders.publish({ id: 1 });
  saw(unsubscribe('orders', listener));
  saw(unsubscribe('orders', listener));
  orders.publish({ id: 2 });
  saw(orders.hasSubscribers);
});

behaviour('tracingChannel: tells start, end, error and the asynchronous ends', async (saw) => {
  const trace = tracingChannel('work');
  const names = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
  trace.subscribe(Object.fromEntries(names.map((name) => [name, () => saw(name)])) as never);
  saw(trace.traceSync((value: number) => value + 1, {}, undefined, 1));
  saw(await trace.tracePromise(async () => 'later', {}));
  try {
    trace.traceSync(() => {
      throw new Error('no');
    }, {});
  } catch (error) {
    saw(error);
  }
});
