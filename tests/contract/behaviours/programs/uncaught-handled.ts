process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin));
process.on('unhandledRejection', (reason) => console.log('rejected', (reason as Error).message));
setTimeout(() => {
  throw new Error('from a timer');
}, 1);
setTimeout(() => void Promise.reject(new Error('from a promise')), 2);
setTimeout(() => console.log('still here'), 3);
