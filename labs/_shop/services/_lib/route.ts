/** Finds the route of a request. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from './log.ts';
import { Problem } from './problem.ts';

export interface Call {
  /** A path parameter that is the id of something; what is no whole number is the id of nothing. */
  id(name: string): number;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Goes along with every call that is made on behalf of this one. */
  readonly requestId: string;
  /** The JSON object that was sent; empty for GET and DELETE. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly log: Log;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** By method and path, such as `GET /orders/:id`. */
export type Routes = Readonly<Record<string, Handler>>;

type FoundRoute = { readonly handler: Handler; readonly id: Call['id'] };

export function findRoute(routes: Routes, method: string, path: string): FoundRoute {
  const parts = path.split('/');
  const allowed: string[] = [];
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod = '', pattern = ''] = route.split(' ');
    const names = pattern.split('/');
    if (names.length !== parts.length) continue;
    if (!names.every((name, at) => name.startsWith(':') || name === parts[at])) continue;
    if (routeMethod === method) return { handler, id: (name) => toId(parts[names.indexOf(`:${name}`)] ?? '') };
    allowed.push(routeMethod);
  }
  if (allowed.length === 0) throw new Problem(404, 'no-such-route', `There is no ${path} here`);
  throw new Problem(405, 'method-not-allowed', `${path} takes ${allowed.join(', ')}`);
}

function toId(text: string): number {
  const id = /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(id)) return id;
  throw new Problem(404, 'not-found', `Nothing has the id "${text}"`);
}
