/**
 * The web server in front of the shop: gives out the storefront's files and passes everything else on, as nginx would.
 * On loopback only. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { CourseError } from '#course/course-error.ts';

/** By path; what is not here belongs to the shop. */
const FILES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/storefront.css': 'storefront.css',
  '/storefront.js': 'storefront.js',
  '/show.js': 'show.js',
};
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};
/** The page asks its own origin and nobody else. */
const POLICY = "default-src 'none'; connect-src 'self'; img-src data:; script-src 'self'; style-src 'self'";

export interface StorefrontOptions {
  /** The folder with the page. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address of the shop's entrance; `undefined` while it has none. */
  readonly shopUrl: () => string | undefined;
}

export interface ServedStorefront {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @throws {CourseError} `SHOP_PORT_TAKEN`
 *
 * @example
 * const front = await serveStorefront({ folder: 'labs/_shop/storefront', port: 4200, shopUrl: () => shop.url });
 */
export async function serveStorefront({ folder, port, shopUrl }: StorefrontOptions): Promise<ServedStorefront> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const file = request.method === 'GET' && Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    if (file === undefined) passOn(shopUrl(), request, response);
    else void sendFile(join(folder, file), response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken(port) : error));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const taking = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taking}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFile(file: string, response: ServerResponse): Promise<void> {
  try {
    const content = await readFile(file);
    response.writeHead(200, {
      'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function passOn(shopUrl: string | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (shopUrl === undefined) return refuse(response);
  const { method, url, headers } = request;
  const onward = ask(`${shopUrl}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else refuse(response);
  });
  request.pipe(onward);
}

function refuse(response: ServerResponse): void {
  const problem = { status: 502, code: 'shop-unreachable', detail: 'The shop does not answer' };
  response.writeHead(502, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}

const taken = (port: number): CourseError =>
  new CourseError('SHOP_PORT_TAKEN', {
    message: `Cannot start the shop: port ${port} is in use, it should be free`,
    hint: 'Stop the program that listens there, or choose another: npm run shop -- monolith --port 8080.',
  });
