/** The HTTP server: finds the route, reads the body, answers, and logs each request once with its id. */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import { Problem } from './problem.ts';
import { readJson } from './read-json.ts';
import { type Answer, findRoute, type Routes } from './route.ts';

export function createServer(name: string, routes: Routes, log: Log): Server {
  const server = createHttpServer((request, response) => {
    const startedMs = performance.now();
    const requestId = readRequestId(request);
    const ownLog = log.with({ requestId });
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const method = request.method ?? 'GET';

    const work = async (): Promise<Answer> => {
      const { handler, id } = findRoute(routes, method, path);
      const body = await readJson(request);
      return handler({ id, query: new URLSearchParams(query), headers: request.headers, body, log: ownLog });
    };
    void work()
      .catch((error: unknown) => toAnswer(error, ownLog))
      .then((answer) => {
        // Told to stop: this answer is the last on its connection.
        if (!server.listening) response.setHeader('connection', 'close');
        send(response, answer, { 'x-request-id': requestId, 'x-served-by': name });
        const ms = Math.round(performance.now() - startedMs);
        ownLog.info('request', { method, path, status: answer.status, ms });
      });
  });
  return server;
}

/** A caller may bring an id of its own, so that its log and ours can be laid side by side. */
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
  const text = body === undefined ? '' : JSON.stringify(body);
  const described =
    text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, { ...described, ...headers, ...always });
  response.end(text);
}
