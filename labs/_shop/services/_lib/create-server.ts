/** The HTTP server of a service: gives each request an id, answers it, and logs it once. */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from './log.ts';
import { Problem } from './problem.ts';
import { readJson } from './read-json.ts';
import { type Answer, findRoute, type Routes } from './route.ts';

interface Received {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly requestId: string;
  readonly log: Log;
}

export type Respond = (received: Received) => Promise<Answer>;

export const respondFrom =
  (routes: Routes): Respond =>
  async ({ request, method, path, query, requestId, log }) => {
    const { handler, id } = findRoute(routes, method, path);
    const body = await readJson(request);
    return handler({ id, query: new URLSearchParams(query), headers: request.headers, requestId, body, log });
  };

export function createServer(name: string, respond: Respond, log: Log): Server {
  const server = createHttpServer((request, response) => {
    const startedMs = performance.now();
    const requestId = readRequestId(request);
    const ownLog = log.with({ requestId });
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const method = request.method ?? 'GET';

    void respond({ request, method, path, query, requestId, log: ownLog })
      .catch((error: unknown) => toAnswer(error, ownLog))
      .then((answer) => {
        // Told to stop: this answer is the last on its connection.
        if (!server.listening) response.setHeader('connection', 'close');
        send(response, answer, { 'x-served-by': name, 'x-request-id': requestId });
        const ms = Math.round(performance.now() - startedMs);
        ownLog.info('request', { method, path, status: answer.status, ms });
      });
  });
  return server;
}

/** A caller may bring an id of its own, so that the logs of all services can be laid side by side. */
function readRequestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
}

/** What is no Problem is a mistake of ours: the log gets the stack, the caller nothing that helps an attacker. */
function toAnswer(error: unknown, log: Log): Answer {
  const isProblem = error instanceof Problem;
  if (!isProblem) log.error('unexpected', { error: error instanceof Error ? error.stack : String(error) });
  const { status, code, message, details } = isProblem
    ? error
    : new Problem(500, 'internal', 'The shop made a mistake; the request id finds it in the log');
  const body = { status, code, detail: message, ...details };
  return { status, body, headers: { 'content-type': 'application/problem+json' } };
}

function send(response: ServerResponse, { status, body, headers }: Answer, always: Record<string, string>): void {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const described = bytes.length === 0 ? {} : { 'content-type': 'application/json', 'content-length': bytes.length };
  response.writeHead(status, { ...described, ...always, ...headers });
  response.end(bytes);
}
