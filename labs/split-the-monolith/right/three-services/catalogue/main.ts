/** The catalogue service: three routes for the shop, which has checked who may what before it asks. */
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ProductChange } from '../contract/catalogue.ts';
import { Catalogue } from './catalogue.ts';

const catalogue = new Catalogue(process.env.DATABASE_FILE ?? 'catalogue.db');

async function answer(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://catalogue');
  const [, id] = /^\/products\/(\d+)$/.exec(pathname) ?? [];
  if (request.method === 'PATCH' && id) return catalogue.change(Number(id), (await json(request)) as ProductChange);
  if (request.method !== 'GET') return undefined;
  if (pathname === '/health') return { status: 'ok', service: 'catalogue', products: catalogue.search('').length };
  if (pathname !== '/products') return undefined;
  const ids = searchParams.get('ids');
  if (ids === null) return { products: catalogue.search(searchParams.get('search') ?? '') };
  return { products: catalogue.find(ids.split(',').map(Number)) };
}

const server = createServer((request, response) => {
  const send = (status: number, body: unknown): void => {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };
  answer(request).then(
    (body) => send(body === undefined ? 404 : 200, body ?? { code: 'not-found' }),
    (error: unknown) => {
      console.error(error);
      send(500, { code: 'internal' });
    },
  );
});
server.listen(Number(process.env.PORT ?? '80'), () => console.log(`catalogue listens on ${process.env.PORT}`));

process.once('SIGTERM', () => {
  server.close(() => {
    catalogue.close();
    process.exit(0);
  });
});
