/** events.once, events.on and EventTarget, after Node's test/parallel/test-events-once.js, test-event-on-*, test-eventtarget.js. */
import { EventEmitter, addAbortListener, getEventListeners, on, once } from 'node:events';
import { behaviour } from '../behaviour.ts';

behaviour('events.once: resolves with all values and leaves no listener', async (saw) => {
  const emitter = new EventEmitter();
  process.nextTick(() => emitter.emit('a', 1, 2));
  saw(await once(emitter, 'a'));
  saw([emitter.listenerCount('a'), emitter.listenerCount('error')]);
});

behaviour('events.once: rejects on error, but resolves when error is what it waits for', async (saw) => {
  const emitter = new EventEmitter();
  process.nextTick(() => emitter.emit('error', new Error('first')));
  await once(emitter, 'a').catch(saw);
  process.nextTick(() => emitter.emit('error', new Error('second')));
  saw((await once(emitter, 'error')).map((error: Error) => error.message));
});

behaviour('events.once: a signal rejects and takes the listeners away', async (saw) => {
  const emitter = new EventEmitter();
  const controller = new AbortController();
  const waiting = once(emitter, 'a', { signal: controller.signal });
  controller.abort();
  await waiting.catch(saw);
  saw(emitter.listenerCount('a'));
  await once(emitter, 'a', { signal: AbortSignal.abort() }).catch(saw);
  await once(emitter, 'a', { signal: 1 as never }).catch(saw);
});

behaviour('events.once: takes an EventTarget too', async (saw) => {
  const target = new EventTarget();
  process.nextTick(() => target.dispatchEvent(new Event('a')));
  const [event] = (await once(target, 'a')) as [Event];
  saw(event.type);
});

behaviour('events.on: yields events that came before they were asked for', async (saw) => {
  const emitter = new EventEmitter();
  const values = on(emitter, 'a');
  emitter.emit('a', 1);
  emitter.emit('a', 2);
  saw((await values.next()).value);
  saw((await values.next()).value);
  await values.return?.();
  saw(emitter.listenerCount('a'));
  saw(await values.next());
});

behaviour('events.on: throws the error, an abort, and ends at a closing event', async (saw) => {
  const emitter = new EventEmitter();
  process.nextTick(() => {
    emitter.emit('a', 1);
    emitter.emit('error', new Error('broken'));
  });
  try {
    for await (const [value] of on(emitter, 'a')) saw(value);
  } catch (error) {
    saw(error);
  }
  const controller = new AbortController();
  process.nextTick(() => controller.abort());
  try {
    for await (const [value] of on(emitter, 'a', { signal: controller.signal })) saw(value);
  } catch (error) {
    saw(error);
  }
  process.nextTick(() => {
    emitter.emit('a', 2);
    emitter.emit('close');
  });
  for await (const [value] of on(emitter, 'a', { close: ['close'] })) saw(value);
  saw('closed');
});

behaviour('EventTarget: once, signal, passive listeners and handleEvent', (saw) => {
  const target = new EventTarget();
  const controller = new AbortController();
  target.addEventListener('a', () => saw('once'), { once: true });
  target.addEventListener('a', () => saw('signal'), { signal: controller.signal });
  target.addEventListener('a', { handleEvent: (event) => saw(`object ${event.type}`) });
  target.dispatchEvent(new Event('a'));
  controller.abort();
  target.dispatchEvent(new Event('a'));
});

behaviour('EventTarget: preventDefault() works on cancelable events only', (saw) => {
  const target = new EventTarget();
  target.addEventListener('a', (event) => event.preventDefault());
  saw(target.dispatchEvent(new Event('a')));
  saw(target.dispatchEvent(new Event('a', { cancelable: true })));
});

behaviour('EventTarget: stopImmediatePropagation() ends the round', (saw) => {
  const target = new EventTarget();
  target.addEventListener('a', (event) => {
    saw(1);
    event.stopImmediatePropagation();
  });
  target.addEventListener('a', () => saw(2));
  target.dispatchEvent(new Event('a'));
});

behaviour('CustomEvent: carries its detail', (saw) => {
  const target = new EventTarget();
  target.addEventListener('a', (event) => saw((event as CustomEvent).detail));
  target.dispatchEvent(new CustomEvent('a', { detail: { order: 7 } }));
});

behaviour('addAbortListener: is called for an abort, and not after disposal', (saw) => {
  const [one, two] = [new AbortController(), new AbortController()];
  addAbortListener(one.signal, () => saw('one'));
  addAbortListener(two.signal, () => saw('two'))[Symbol.dispose]();
  one.abort();
  two.abort();
});

behaviour('getEventListeners: lists those of an EventTarget', (saw) => {
  const target = new EventTarget();
  target.addEventListener('a', () => {});
  saw(getEventListeners(target, 'a').length);
});
