const promise = Promise.reject(new Error('handled in time'));
process.nextTick(() => promise.catch((error: Error) => console.log(error.message)));
