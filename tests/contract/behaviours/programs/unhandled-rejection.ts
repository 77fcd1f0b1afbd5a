process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('never'), 5);
void Promise.reject(new Error('lost'));
