// Far apart: on a busy machine milliseconds pass between these two lines.
setTimeout(() => console.log('timeout 300'), 300);
setTimeout(() => console.log('timeout 1'), 1);
process.nextTick(() => {
  console.log('tick');
  Promise.resolve().then(() => console.log('micro from tick'));
  process.nextTick(() => console.log('tick from tick'));
});
Promise.resolve().then(() => {
  console.log('micro');
  process.nextTick(() => console.log('tick from micro'));
  queueMicrotask(() => console.log('micro from micro'));
});
console.log('sync');
