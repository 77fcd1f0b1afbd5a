/**
 * What the determinism suite runs: a system of services and a scenario against it.
 * @module
 */

export interface DeterminismProgram {
  readonly name: string;
  /** Sources by service. Each listens on `PORT`; `http://<name>/` reaches it. */
  readonly services: Readonly<Record<string, string>>;
  /** Body of an async function of `bench`, with `get(path, service?)` and `post(path, body, service?)`. */
  readonly scenario: string;
}

/** A service that answers each request with what `handle` (the body of an async function of `request`) returns. */
export const service = (handle: string, head = ''): string => `
import { createServer } from 'node:http';
${head}
const handle = async (request, body) => {
${handle}
};
createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    const answer = await handle(request, Buffer.concat(parts).toString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer ?? null));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: error.name, code: error.code, message: error.message }));
  }
}).listen(Number(process.env.PORT));
`;

/** Ten requests, Poisson, so that they overlap. */
export const busy = 'await bench.traffic({ count: 10, perSecond: 200, request: (index) => get(`/${index}`) });';
