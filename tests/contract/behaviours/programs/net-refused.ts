import net from 'node:net';
const socket = net.connect({ port: 1, host: '127.0.0.1' });
socket.on('error', (error: NodeJS.ErrnoException & { address?: string; port?: number }) =>
  console.log(error.message, error.code, error.syscall, error.errno, error.address, error.port),
);
socket.on('close', (hadError) => console.log('close', hadError));
