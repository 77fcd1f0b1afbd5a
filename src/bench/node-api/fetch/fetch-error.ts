/**
 * Why an answer of `fetch` did not come, in the words of Node's own fetch. Pure.
 * @module
 */
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
