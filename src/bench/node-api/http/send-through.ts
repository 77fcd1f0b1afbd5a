/**
 * Gives bytes of a message to its connection. Runs in a simulated process.
 * @module
 */
import type { Writable } from 'node:stream';
import type { DataTag, EffectSource } from '#bench/kernel/protocol.ts';
import { Socket } from '../net/socket.ts';

export interface Pending {
  readonly bytes: Uint8Array;
  readonly tag?: DataTag | undefined;
  readonly source?: EffectSource | undefined;
}

/**
 * A library may give a message any writable stream for a socket; only the engine's own takes the tag along.
 *
 * @param done Called when the bytes have left: in the call, or when the other side reads.
 * @returns Whether the connection took the bytes.
 */
export function sendThrough(socket: Socket | Writable, { bytes, tag, source }: Pending, done: () => void): boolean {
  if (socket instanceof Socket) return socket.send(bytes, tag, source, done);
  socket.write(bytes);
  done();
  return true;
}
