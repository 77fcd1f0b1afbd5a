process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', (reason as Error).message, promise === rejected);
  rejected.catch(() => console.log('handled late'));
});
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
const rejected = Promise.reject(new Error('nobody cares'));
setTimeout(() => {
  throw new Error('in a timer');
}, 5);
setTimeout(() => {
  process.nextTick(() => {
    throw new Error('in a tick');
  });
}, 10);
setTimeout(() => console.log('still here'), 20);
