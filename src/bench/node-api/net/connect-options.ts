/**
 * The arguments of `net.connect` and `socket.connect`.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { coded, invalidArgType, received } from '../errors.ts';

export interface SocketOptions {
  readonly allowHalfOpen?: boolean;
  readonly signal?: AbortSignal;
}

export interface ConnectOptions extends SocketOptions {
  readonly port?: number | string;
  readonly host?: string;
  readonly path?: string;
  readonly timeout?: number;
  readonly source?: EffectSource;
}

export type ConnectArguments = readonly unknown[];

/** `(port, host?, listener?)` or `(options, listener?)`. */
export const connectOptions = (
  values: ConnectArguments,
): { options: ConnectOptions; listener: (() => void) | undefined } => {
  const listener = values.find((value) => typeof value === 'function') as (() => void) | undefined;
  const [first, second] = values;
  if (typeof first === 'object' && first !== null) return { options: first, listener };
  const options: ConnectOptions = { port: first as number, ...(typeof second === 'string' && { host: second }) };
  return { options, listener };
};

/** @throws {RangeError} `ERR_SOCKET_BAD_PORT`; {TypeError} for what is neither number nor text. */
export const requirePort = (port: unknown): number => {
  if (port !== undefined && typeof port !== 'number' && typeof port !== 'string')
    throw invalidArgType('options.port', 'one of type number or string', port);
  const value = Number(port);
  if (!Number.isInteger(value) || value < 0 || value > 65535 || String(port).trim() === '') {
    throw coded(new RangeError(`Port should be >= 0 and < 65536.${received(port)}.`), 'ERR_SOCKET_BAD_PORT');
  }
  return value;
};
