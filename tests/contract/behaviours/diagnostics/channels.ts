/** Channels that libraries publish to. */
import * as diagnostics from 'node:diagnostics_channel';
import { behaviour } from '../behaviour.ts';

behaviour('diagnostics_channel: subscribers hear a channel by name until they leave', (saw) => {
  const channel = diagnostics.channel('orders');
  const heard = (message: unknown, name: string | symbol) => saw(message, name);
  diagnostics.subscribe('orders', heard);
  saw(channel === diagnostics.channel('orders'), channel.hasSubscribers);
  channel.publish({ id: 7 });
  saw(diagnostics.unsubscribe('orders', heard), diagnostics.unsubscribe('orders', heard), channel.hasSubscribers);
});

behaviour('diagnostics_channel: tracing tells start, end and the asynchronous end of a promise', async (saw) => {
  const tracing = diagnostics.tracingChannel('charge');
  const order: string[] = [];
  tracing.subscribe({
    start: () => void order.push('start'),
    end: () => void order.push('end'),
    asyncStart: () => void order.push('asyncStart'),
    asyncEnd: () => void order.push('asyncEnd'),
    error: () => void order.push('error'),
  });
  saw(await tracing.tracePromise(async () => 'paid', {}));
  await tracing.tracePromise(async () => Promise.reject(new Error('declined')), {}).catch(() => order.push('rejected'));
  saw(tracing.traceSync(() => 7));
  saw(order);
});
