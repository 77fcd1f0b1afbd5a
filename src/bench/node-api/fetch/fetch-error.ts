/**
 * Why an answer of `fetch` did not come, in the words of Node's own fetch. Pure.
 * @module
 */
import { connectError } from '../net/connect-error.ts';
import type { ConnectFailure } from '../net/connection.ts';
import { coded } from '../errors.ts';
import type { HttpParseError } from '../http/message-head.ts';

export const socketError = (message: string): Error =>
  Object.assign(coded(new Error(message), 'UND_ERR_SOCKET'), { name: 'SocketError' });

export const answerError = ({ code, reason }: HttpParseError): Error =>
  code === 'HPE_HEADER_OVERFLOW'
    ? Object.assign(coded(new Error('Headers Overflow Error'), 'UND_ERR_HEADERS_OVERFLOW'), {
        name: 'HeadersOverflowError',
      })
    : Object.assign(new Error(`Response does not match the HTTP/1.1 protocol (${reason})`), {
        name: 'HTTPParserError',
      });

/** Node's `fetch` waits so long for a connection, and no longer. */
export const connectTimeoutMs = 10_000;

export const fetchConnectError = (code: ConnectFailure, host: string, port: number): Error => {
  if (code !== 'ETIMEDOUT') return connectError(code, host, port);
  const message = `Connect Timeout Error (attempted address: ${host}:${port}, timeout: ${connectTimeoutMs}ms)`;
  return Object.assign(coded(new Error(message), 'UND_ERR_CONNECT_TIMEOUT'), { name: 'ConnectTimeoutError' });
};
