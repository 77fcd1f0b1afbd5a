/** EventEmitter, after Node's test/parallel/test-event-emitter-*. */
import { EventEmitter, captureRejectionSymbol, errorMonitor, getEventListeners, getMaxListeners } from 'node:events';
import { behaviour } from '../behaviour.ts';

behaviour('EventEmitter: listeners run in order, prepended ones first', (saw) => {
  const emitter = new EventEmitter();
  emitter.on('a', () => saw('second'));
  emitter.prependListener('a', () => saw('first'));
  emitter.prependOnceListener('a', () => saw('zeroth'));
  saw(emitter.emit('a'));
  saw(emitter.emit('a'));
});

behaviour('EventEmitter: a listener added or removed while emitting counts from the next emit on', (saw) => {
  const emitter = new EventEmitter();
  const removed = () => saw('removed');
  emitter.on('a', () => {
    emitter.off('a', removed);
    emitter.on('a', () => saw('added'));
  });
  emitter.on('a', removed);
  emitter.emit('a');
  saw('again');
  emitter.emit('a');
});

behaviour('EventEmitter: newListener and removeListener are told', (saw) => {
  const emitter = new EventEmitter();
  const listener = () => {};
  emitter.on('newListener', (name, added) => saw(['new', name, added === listener]));
  emitter.on('removeListener', (name, removed) => saw(['removed', name, removed === listener]));
  emitter.once('a', listener);
  emitter.emit('a');
});

behaviour('EventEmitter: rawListeners() shows the wrappers of once()', (saw) => {
  const emitter = new EventEmitter();
  const listener = () => {};
  emitter.once('a', listener);
  saw(emitter.listeners('a')[0] === listener);
  saw(emitter.rawListeners('a')[0] === listener);
  saw((emitter.rawListeners('a')[0] as { listener?: unknown }).listener === listener);
});

behaviour('EventEmitter: emit("error") throws what it is given, unless someone listens', (saw) => {
  const emitter = new EventEmitter();
  for (const value of [new TypeError('thrown'), 'text', { code: 5 }, undefined]) {
    try {
      emitter.emit('error', value);
    } catch (error) {
      saw(error);
    }
  }
  emitter.on('error', (error: Error) => saw(`handled ${error.message}`));
  emitter.emit('error', new Error('x'));
});

behaviour('EventEmitter: errorMonitor sees errors and does not handle them', (saw) => {
  const emitter = new EventEmitter();
  emitter.on(errorMonitor, (error: Error) => saw(`monitored ${error.message}`));
  try {
    emitter.emit('error', new Error('x'));
  } catch (error) {
    saw(error);
  }
});

behaviour('EventEmitter: captureRejections turns a rejection of a listener into an error event', async (saw) => {
  const emitter = new EventEmitter({ captureRejections: true });
  emitter.on('a', async () => {
    throw new Error('rejected');
  });
  await new Promise<void>((resolve) => {
    emitter.on('error', (error) => {
      saw(error);
      resolve();
    });
    emitter.emit('a');
  });
});

behaviour('EventEmitter: a captureRejectionSymbol method takes rejections itself', async (saw) => {
  const emitter = new EventEmitter({ captureRejections: true });
  await new Promise<void>((resolve) => {
    Object.assign(emitter, {
      [captureRejectionSymbol]: (error: Error, name: string, ...values: unknown[]) => {
        saw([error.message, name, values]);
        resolve();
      },
    });
    emitter.on('a', async () => {
      throw new Error('rejected');
    });
    emitter.emit('a', 1);
  });
});

behaviour('EventEmitter: eventNames, listenerCount and removeAllListeners', (saw) => {
  const emitter = new EventEmitter();
  const mark = Symbol('mark');
  const listener = () => {};
  emitter
    .on('a', listener)
    .on('a', () => {})
    .on(mark, listener);
  saw(emitter.eventNames().map(String));
  saw([emitter.listenerCount('a'), emitter.listenerCount('a', listener), emitter.listenerCount('b')]);
  saw(getEventListeners(emitter, 'a').length);
  emitter.removeAllListeners('a');
  saw(emitter.eventNames().map(String));
  emitter.removeAllListeners();
  saw(emitter.eventNames().length);
});

behaviour('EventEmitter: wrong listeners and limits are refused', (saw) => {
  const emitter = new EventEmitter();
  for (const run of [
    () => emitter.on('a', null as never),
    () => emitter.once('a', 5 as never),
    () => emitter.off('a', 'x' as never),
    () => emitter.setMaxListeners(-1),
    () => emitter.setMaxListeners('5' as never),
  ]) {
    try {
      run();
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('EventEmitter: setMaxListeners and getMaxListeners', (saw) => {
  const emitter = new EventEmitter();
  saw([emitter.getMaxListeners(), EventEmitter.defaultMaxListeners]);
  saw(emitter.setMaxListeners(3).getMaxListeners());
  saw(getMaxListeners(emitter));
});

behaviour('EventEmitter: too many listeners warn once, through process.emitWarning', async (saw) => {
  const emitter = new EventEmitter();
  const warning = new Promise<Error & { type?: string; count?: number }>((resolve) =>
    process.once('warning', resolve as never),
  );
  for (let index = 0; index < 12; index += 1) emitter.on('a', () => {});
  const { name, message, type, count } = await warning;
  saw([name, message.split('. ')[0], type, count]);
});

behaviour('EventEmitter: a class may extend it and bind listeners to itself', (saw) => {
  class Shop extends EventEmitter {
    name = 'shop';
  }
  const shop = new Shop();
  shop.on('open', function (this: Shop, ...values: unknown[]) {
    saw([this.name, ...values]);
  });
  shop.emit('open', 1, 2, 3, 4);
});
