import { EventEmitter, once, on } from 'node:events';
const emitter = new EventEmitter();
emitter.once('a', (...values) => console.log('a', values));
emitter.prependListener('a', () => console.log('before'));
console.log(
  emitter.emit('a', 1, 2),
  emitter.emit('a', 3),
  emitter.emit('nobody'),
  emitter.listenerCount('a'),
  emitter.eventNames(),
);
setTimeout(() => emitter.emit('ready', 'now'), 1);
console.log(await once(emitter, 'ready'));
setTimeout(() => {
  emitter.emit('item', 1);
  emitter.emit('item', 2);
}, 1);
for await (const [item] of on(emitter, 'item')) {
  console.log('item', item);
  if (item === 2) break;
}
try {
  emitter.emit('error', new Error('nobody listens'));
} catch (error) {
  console.log((error as Error).message);
}
try {
  emitter.emit('error', { not: 'an error' });
} catch (error) {
  console.log((error as { code: string }).code, (error as Error).message);
}
try {
  emitter.on('x', 'not a function' as never);
} catch (error) {
  console.log((error as { code: string }).code, (error as Error).message);
}
