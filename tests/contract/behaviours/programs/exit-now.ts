process.on('exit', (code) => {
  console.log('exit', code);
  setTimeout(() => console.log('never'), 0);
});
setTimeout(() => console.log('never'), 1);
process.exit(3);
