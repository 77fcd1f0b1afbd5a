setTimeout(() => console.log('never'), 5);
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  throw new RangeError('out of stock');
}, 1);
