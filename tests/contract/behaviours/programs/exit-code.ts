process.on('exit', (code) => console.log('exit', code, process.exitCode));
process.on('beforeExit', (code) => console.log('beforeExit', code));
process.exitCode = 4;
setTimeout(() => console.log('last'), 5);
