/**
 * Hands the bytes of each connection on to another address, and back. An end is handed on as an end, anything else as a reset. Node only.
 * @module
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { resetSocket } from '#platform/reset-socket.ts';

/**
 * @example
 * forwardBytes({ host: 'broker.example', port: 5672 }).listen(20_417);
 */
export function forwardBytes(target: { readonly host: string; readonly port: number }): Server {
  return createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ ...target, allowHalfOpen: true, noDelay: true });
    hand(near, far);
    hand(far, near);
  });
}

function hand(from: Socket, to: Socket): void {
  from.pipe(to);
  // Without a listener the error would end the program.
  from.on('error', () => resetSocket(to));
  from.once('close', (hadError) => {
    if (!hadError && !to.destroyed && !from.readableEnded) resetSocket(to);
  });
}
