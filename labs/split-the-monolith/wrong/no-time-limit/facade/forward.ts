/** Passes a request on, and the answer back, as they come: the facade reads neither. */
import { once } from 'node:events';
import { type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Owner } from './owners.ts';

/** Rejects when no answer came in time, or none that is whole. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  owner: Owner,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  const { method, url: path, headers } = request;
  // The path as it was written: an URL would turn `/products/../internal` into another one.
  const asked = ask(owner.url, {
    method,
    path,
    headers: { ...ownHeadersOf(headers), ...said },
  });
  // What goes wrong before the answer is thrown by `once`, what goes wrong in it by `pipeline`.
  asked.on('error', () => request.unpipe(asked));
  request.pipe(asked);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  response.writeHead(answer.statusCode ?? 502, ownHeadersOf(answer.headers));
  await pipeline(answer, response);
}

/** Without those that are about one connection, and without what only the facade may say. */
function ownHeadersOf(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { connection: _connection, 'keep-alive': _keepAlive, host: _host, 'x-user': _user, ...own } = headers;
  return own;
}
