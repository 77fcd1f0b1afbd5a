/**
 * Breaks a connection off in the middle. Node only.
 * @module
 */
import type { Socket } from 'node:net';

/**
 * The other end sees a reset. While an end is being sent Node 24 cannot reset a socket: it fails with EINVAL and keeps its handle
 * open for ever, and a thread with such a handle never ends. So the reset waits for the end to be sent; where bytes
 * that nobody takes keep it from being sent, the socket is closed instead.
 *
 * @example
 * resetSocket(socket);
 */
export function resetSocket(socket: Socket): void {
  const isEnding = socket.writableEnded && !socket.writableFinished && !socket.destroyed;
  if (!isEnding) socket.resetAndDestroy();
  else if (socket.writableLength > 0) socket.destroy();
  else socket.once('finish', () => socket.resetAndDestroy());
}
