/**
 * Why a connection was not made, in Node's words. Pure.
 * @module
 */
import { systemError } from '../errors.ts';
import type { ConnectFailure } from './connection.ts';
import { hostAddress } from '#platform/host-address.ts';

export const connectError = (code: ConnectFailure, host: string, port: number): Error => {
  if (code === 'ENOTFOUND') return systemError('getaddrinfo', code, ` ${host}`, { hostname: host });
  const address = hostAddress(host);
  return systemError('connect', code, ` ${address}:${port}`, { address, port });
};

export const resetError = (syscall: 'read' | 'write' = 'read'): Error => systemError(syscall, 'ECONNRESET', '');
