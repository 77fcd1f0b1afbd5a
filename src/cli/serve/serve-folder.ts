/**
 * A small static file server on loopback: the built course for `npm start`, for tests and for benchmarks.
 * Node only.
 * @module
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip } from 'node:zlib';
import { isolationHeaders } from '#platform/isolation-headers.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.txt', '.wasm', '.xml']);

export interface ServedFolder {
  /** Address of the course's first page, with the base path and a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 lets the system choose a free port. Default 0. */
  readonly port?: number;
  /** Where the folder appears, such as "/~prof/ms/". Default "/". */
  readonly basePath?: string;
  /** Text that is answered in place of a file, by its path in the folder, such as "labs/x/index.html". */
  readonly made?: ((path: string) => Promise<string | undefined>) | undefined;
}

/**
 * Serves a folder on 127.0.0.1.
 *
 * @throws the system's `EADDRINUSE` error when the port is taken.
 *
 * @example
 * const site = await serveFolder('dist', { basePath: '/~prof/ms/' });
 * await fetch(new URL('lessons/', site.url));
 * await site.close();
 */
export async function serveFolder(folder: string, options: ServeOptions = {}): Promise<ServedFolder> {
  const basePath = options.basePath ?? '/';
  const server = createServer((request, response) => {
    const encoding = String(request.headers['accept-encoding'] ?? '');
    answer({ folder, basePath, made: options.made }, request.url ?? '/', encoding, response).catch((error: unknown) => {
      // Only what is made can fail here; whoever asked reads why.
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error));
    });
  });
  await listen(server, options.port ?? 0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

interface Served extends Pick<ServeOptions, 'made'> {
  readonly folder: string;
  readonly basePath: string;
}

async function answer(
  { folder, basePath, made }: Served,
  address: string,
  acceptEncoding: string,
  response: ServerResponse,
): Promise<void> {
  const path = decodePath(address);
  if (path === undefined || !path.startsWith(basePath)) return sendNotFound(folder, response);
  const relative = normalize(path.slice(basePath.length));
  if (relative.startsWith('..') || relative.includes(`${sep}..`)) return sendNotFound(folder, response);

  for (const [name, value] of Object.entries(isolationHeaders(relative))) response.setHeader(name, value);
  const text = await made?.(relative.endsWith('/') || relative === '.' ? join(relative, 'index.html') : relative);
  if (text !== undefined) return sendText(relative, text, response);
  const file = join(folder, relative);
  const info = await stat(file).catch(() => undefined);
  if (info?.isDirectory()) {
    if (!path.endsWith('/')) {
      response.writeHead(301, { location: `${path.split('/').at(-1) ?? ''}/` }).end();
      return;
    }
    return sendFile(join(file, 'index.html'), 200, acceptEncoding, response, folder);
  }
  return info ? sendFile(file, 200, acceptEncoding, response, folder) : sendNotFound(folder, response);
}

function sendText(path: string, text: string, response: ServerResponse): void {
  response.setHeader('content-type', MEDIA_TYPES[extname(path)] ?? 'text/html; charset=utf-8');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  response.writeHead(200).end(text);
}

function decodePath(address: string): string | undefined {
  try {
    return decodeURIComponent(address.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

async function sendFile(
  file: string,
  status: number,
  acceptEncoding: string,
  response: ServerResponse,
  folder: string,
): Promise<void> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) return sendNotFound(folder, response);
  const extension = extname(file);
  response.setHeader('content-type', MEDIA_TYPES[extension] ?? 'application/octet-stream');
  response.setHeader('x-content-type-options', 'nosniff');
  // Hashed assets never change; pages do, and a stale page asks for assets that are gone.
  response.setHeader(
    'cache-control',
    file.includes(`${sep}_astro${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  const gzip = COMPRESSIBLE.has(extension) && /\bgzip\b/.test(acceptEncoding);
  if (gzip) response.setHeader('content-encoding', 'gzip');
  response.writeHead(status);
  const content = createReadStream(file);
  content.on('error', () => response.destroy());
  if (gzip) content.pipe(createGzip()).pipe(response);
  else content.pipe(response);
}

async function sendNotFound(folder: string, response: ServerResponse): Promise<void> {
  const page = join(folder, '404.html');
  if (await stat(page).catch(() => undefined)) return sendFile(page, 404, '', response, folder);
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
}
