/** The other process of `server.ts`. */
import net from 'node:net';
import { behaviour } from '../../behaviour.ts';

const connect = () =>
  net.connect({ host: process.env['SERVER_HOST'] ?? '', port: Number(process.env['SERVER_PORT']) }).setEncoding('utf8');

behaviour('net, two processes: a line is answered and the end of one side answered by the end of the other', (saw) => {
  const socket = connect();
  socket.on('data', (bytes) => {
    const text = String(bytes);
    saw('data', text);
    if (text === '<hello>') socket.end();
  });
  socket.on('end', () => saw('end'));
  socket.write('hello');
  return new Promise((resolve) => socket.on('close', (hadError) => resolve(saw('close', hadError))));
});

behaviour('net, two processes: the end of the other side comes behind its last bytes', (saw) => {
  const socket = connect();
  socket.on('data', (text) => saw('data', text));
  socket.on('end', () => saw('end', socket.writable));
  socket.write('end');
  return new Promise((resolve) => socket.on('close', (hadError) => resolve(saw('close', hadError))));
});

behaviour('net, two processes: a reset is an error of the other side', (saw) => {
  const socket = connect();
  socket.on('error', (error) => saw(error));
  socket.write('reset');
  return new Promise((resolve) => socket.on('close', (hadError) => resolve(saw('close', hadError))));
});
