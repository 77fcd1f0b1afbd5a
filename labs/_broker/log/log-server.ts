/**
 * The HTTP server of the log service: finds the route, reads the JSON body, answers with JSON. Runs in the log service.
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { LogProblem } from './log-problem.ts';

export interface LogCall {
  /** Of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Undefined where nothing was sent. */
  readonly body: unknown;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

export interface LogAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Runs when the answer is on its way. */
  readonly afterwards?: () => void;
}

type Handler = (call: LogCall) => LogAnswer | Promise<LogAnswer>;

/** By method and path: `GET /topics/:topic`. */
export type LogRoutes = Readonly<Record<string, Handler>>;

const BODY_LIMIT_BYTES = 1_048_576;

export function createLogServer(routes: LogRoutes): Server {
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void answer(routes, request, gone.signal).then(({ status, body, afterwards }) => {
      if (!server.listening) response.setHeader('connection', 'close');
      send(response, status, body);
      afterwards?.();
    });
  });
  return server;
}

async function answer(routes: LogRoutes, request: IncomingMessage, signal: AbortSignal): Promise<LogAnswer> {
  try {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const { handler, params } = findRoute(routes, request.method ?? 'GET', path);
    const body = await readBody(request);
    return await handler({ params, query: new URLSearchParams(query), body, signal });
  } catch (error) {
    if (!(error instanceof LogProblem)) console.error(error);
    const problem =
      error instanceof LogProblem
        ? error
        : new LogProblem(500, 'internal', 'The log service made a mistake; see its log');
    return { status: problem.status, body: { code: problem.code, detail: problem.message, ...problem.details } };
  }
}

function findRoute(routes: LogRoutes, method: string, path: string) {
  const parts = path.split('/').map(decode);
  const allowed: string[] = [];
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod = '', pattern = ''] = route.split(' ');
    const names = pattern.split('/');
    if (names.length !== parts.length) continue;
    if (!names.every((name, at) => name.startsWith(':') || name === parts[at])) continue;
    allowed.push(routeMethod);
    if (routeMethod !== method) continue;
    const params = names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), parts[at] ?? '']] : []));
    return { handler, params: Object.fromEntries(params) as Record<string, string> };
  }
  if (allowed.length === 0) throw new LogProblem(404, 'no-such-route', `There is no ${path} here; see the README`);
  throw new LogProblem(405, 'method-not-allowed', `${path} takes ${allowed.join(', ')}`);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new LogProblem(400, 'malformed-path', `"${part}" is not a well-formed part of a path`);
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Read to its end even when it is too long, so that the connection can be used again.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > BODY_LIMIT_BYTES)
    throw new LogProblem(413, 'too-large', `A body has ${BODY_LIMIT_BYTES} bytes at most, this one has ${sizeBytes}`);
  if (sizeBytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (error) {
    throw new LogProblem(400, 'malformed-json', `The body is not JSON: ${(error as Error).message}`);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, 'content-length': bytes.length });
  response.end(bytes);
}
