/**
 * The first file of a service that a learner adds: a server that says it is healthy, and nothing else. Pure.
 * @module
 */

/**
 * @param name The service's name, which is its host name too.
 *
 * @example
 * newService('products') // "/** The service “products”. …"
 */
export const newService = (
  name: string,
): string => `/** The service "${name}": it answers /health, and its routes come here. */
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const isHealth = request.method === 'GET' && request.url === '/health';
  const body = isHealth ? { status: 'ok', service: '${name}' } : { error: 'no such route' };
  response.writeHead(isHealth ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
});

server.listen(Number(process.env.PORT));
`;
