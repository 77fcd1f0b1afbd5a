/** Answers each line, ends its side when told so, resets when told so. */
import net from 'node:net';
import { ready } from '../../behaviour.ts';

net
  .createServer({ allowHalfOpen: true }, (socket) => {
    socket.setEncoding('utf8');
    socket.on('data', (line: string) => {
      if (line === 'reset') socket.resetAndDestroy();
      else if (line === 'end') socket.end('bye');
      else socket.write(`<${line}>`);
    });
    socket.on('end', () => socket.writable && socket.end('you ended'));
    socket.on('error', () => undefined);
  })
  .listen(Number(process.env['PORT']), () => ready());
