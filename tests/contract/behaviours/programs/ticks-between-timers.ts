setTimeout(() => {
  console.log('first');
  process.nextTick(() => console.log('tick of first'));
  Promise.resolve().then(() => console.log('micro of first'));
}, 5);
setTimeout(() => console.log('second'), 5);
