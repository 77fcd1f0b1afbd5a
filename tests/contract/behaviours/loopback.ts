/**
 * What most behaviours of sockets and HTTP begin with: a server on a free port, raw bytes to it, a plain request to it.
 * Runs in Node and in a simulated process.
 * @module
 */
import http from 'node:http';
import net from 'node:net';

/** Listens on a free port of 127.0.0.1. */
export function listen(server: net.Server | http.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** An HTTP server with this listener. */
export async function serve(
  listener: http.RequestListener,
  options: http.ServerOptions = {},
): Promise<{ readonly server: http.Server; readonly port: number }> {
  const server = http.createServer(options, listener);
  return { server, port: await listen(server) };
}

/** A TCP server with this listener. */
export async function serveTcp(
  listener: (socket: net.Socket) => void,
  options: net.ServerOpts = {},
): Promise<{ readonly server: net.Server; readonly port: number }> {
  const server = net.createServer(options, listener);
  return { server, port: await listen(server) };
}

/** All that comes back for these bytes until the connection is closed; the date is hidden. */
export function exchange(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part, 'latin1');
    });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => (answer += String(text)));
    socket.on('error', (error: NodeJS.ErrnoException) => (answer += `[${error.code}]`));
    socket.on('close', () => resolve(withoutDate(answer)));
  });
}

export const withoutDate = (text: string): string => text.replaceAll(/^Date: .*GMT/gm, 'Date: now');

export interface Answer {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One request of `http.request` with its whole answer. Without an agent, so that no connection stays. */
export function ask(options: http.RequestOptions, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (text += piece));
      response.on('error', reject);
      response.on('end', () => {
        const { date: _, ...headers } = response.headers;
        resolve({ status: response.statusCode, headers, body: text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Resolves with what the event carries. `events.once` would reject at an 'error' in between. */
export function event(
  emitter: { once(name: string, listener: (...values: never[]) => void): unknown },
  name: string,
): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    emitter.once(name, (...values: unknown[]) => resolve(values));
  });
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
