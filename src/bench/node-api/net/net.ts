/**
 * `node:net`.
 * @module
 */
import { isIP, isIPv4, isIPv6 } from '#platform/host-address.ts';
import { Server, type ServerOptions } from './server.ts';
import { connectOptions, type ConnectArguments } from './connect-options.ts';
import { Socket } from './socket.ts';

const createServer = (
  options?: ServerOptions | ((socket: Socket) => void),
  listener?: (socket: Socket) => void,
): Server => new Server(options, listener);

export const connect = (...values: ConnectArguments): Socket => {
  const { options } = connectOptions(values);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(...values);
};

export const netModule = {
  Socket,
  Stream: Socket,
  Server,
  createServer,
  connect,
  createConnection: connect,
  isIP,
  isIPv4,
  isIPv6,
  getDefaultAutoSelectFamily: () => true,
  setDefaultAutoSelectFamily: () => undefined,
};
