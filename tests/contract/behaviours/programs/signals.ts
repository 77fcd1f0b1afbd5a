process.on('SIGTERM', () => {
  console.log('asked to stop');
  clearInterval(timer);
});
const timer = setInterval(() => {}, 1000);
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 5);
