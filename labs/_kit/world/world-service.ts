/**
 * What all world services share: routes, idempotency keys, the audit ledger. Runs on `node:http` alone, in the simulation
 * and in real Node.
 *
 * A route answers at once, without waiting: between what it reads and what it writes nothing else happens, so a world
 * service is linearizable. `DELAY_MS` is how long each request waits before it is worked off; `LENIENT=1` makes a service
 * book what it would refuse as too much, so that the judge sees it in the ledger.
 * @module
 */
import { createServer, type IncomingMessage } from 'node:http';
import { readBody } from './request-body.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Call {
  /** What stands in the path for the part that begins with a colon; empty where there is none. */
  readonly parameter: string;
  readonly query: URLSearchParams;
  /** The JSON object that was sent; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
}

interface Route {
  /** The line that `GET /` shows. */
  readonly about: string;
  readonly answer: (call: Call) => Answer;
  /** Whether a repetition under the same `Idempotency-Key` gets the first answer again. Default no. */
  readonly isIdempotent?: boolean;
}

/** By method and path, such as `GET /charges/:reference`. A parameter at the end takes the rest of the path. */
type Routes = Readonly<Record<string, Route>>;

interface FirstAnswer {
  readonly request: string;
  readonly answer: Answer;
}

const KEY_LIMIT_CHARACTERS = 255;

export const isLenient = process.env['LENIENT'] === '1';

export const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/** A whole number, 0 or above, from the environment. */
export function wholeNumber(name: string, standard: number): number {
  const value = Number(process.env[name] ?? standard);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new RangeError(`${name} is "${process.env[name]}" and should be a whole number from 0`);
}

/** The timeline draws such a line as a change of a ledger. */
export const printEntry = (entry: object): void => console.log(`ledger ${JSON.stringify(entry)}`);

/** Serves the routes on PORT, and on HOST alone where it is set; `GET /health` and, as `GET /`, the list of them all are added. */
export function serveWorld(name: string, standardPort: number, own: Routes): void {
  const health: Route = { about: '200 { status: "ok" }', answer: () => ({ status: 200, body: { status: 'ok' } }) };
  const listed: Routes = { ...own, 'GET /health': health };
  const api = Object.fromEntries(Object.entries(listed).map(([route, { about }]) => [route, about]));
  const routes = { ...listed, 'GET /': { about: '', answer: () => ({ status: 200, body: api }) } };
  const delayMs = wholeNumber('DELAY_MS', 0);
  const firstAnswers = new Map<string, FirstAnswer>();

  const server = createServer((request, response) => {
    work(request, routes, delayMs, firstAnswers).then(
      ({ status, body, headers }) => {
        const text = `${JSON.stringify(body)}\n`;
        const length = Buffer.byteLength(text);
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers });
        response.end(text);
      },
      // The caller went away in mid-request: nothing was booked, and nobody is left to answer.
      () => response.destroy(),
    );
  });
  const port = Number(process.env['PORT'] ?? standardPort);
  server.listen(port, process.env['HOST'], () => console.log(`${name} listens on ${port}`));
}

async function work(
  request: IncomingMessage,
  routes: Routes,
  delayMs: number,
  firstAnswers: Map<string, FirstAnswer>,
): Promise<Answer> {
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  const asked = `${request.method} ${path}`;
  const found = findRoute(routes, asked);
  if (!found) return refuse(404, `no route ${asked}`);
  const { route, parameter } = found;
  const read = request.method === 'GET' ? { text: '', value: {} } : await readBody(request);
  if ('refusal' in read) return refuse(read.refusal.status, read.refusal.error);
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));

  const answer = () => route.answer({ parameter, query: new URLSearchParams(query), body: read.value });
  const key = route.isIdempotent ? request.headers['idempotency-key'] : undefined;
  return typeof key === 'string' ? once(firstAnswers, key, `${asked} ${read.text}`, answer) : answer();
}

function findRoute(routes: Routes, asked: string): { readonly route: Route; readonly parameter: string } | undefined {
  for (const [pattern, route] of Object.entries(routes)) {
    const [before = '', after] = pattern.split(/:[a-zA-Z]+/, 2);
    if (after === undefined) {
      if (asked === pattern) return { route, parameter: '' };
      continue;
    }
    if (!asked.startsWith(before) || !asked.endsWith(after) || asked.length < before.length + after.length) continue;
    const parameter = asked.slice(before.length, asked.length - after.length);
    if (after === '' || (parameter !== '' && !parameter.includes('/'))) return { route, parameter };
  }
  return undefined;
}

/** What was refused was not done and may be tried again under the same key. */
function once(firstAnswers: Map<string, FirstAnswer>, key: string, request: string, answer: () => Answer): Answer {
  if (key === '' || key.length > KEY_LIMIT_CHARACTERS) {
    return refuse(400, `the Idempotency-Key is empty or longer than ${KEY_LIMIT_CHARACTERS} characters`);
  }
  const first = firstAnswers.get(key);
  if (first && first.request !== request) {
    return refuse(422, 'this Idempotency-Key was used for another request');
  }
  if (first) return { ...first.answer, headers: { 'idempotency-replayed': 'true' } };
  const given = answer();
  if (given.status < 400) firstAnswers.set(key, { request, answer: given });
  return given;
}
