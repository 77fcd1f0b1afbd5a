/** Passes a request on to the service that owns its path, and the answer back as it is. */
import type { Respond } from '../_lib/create-server.ts';
import { Problem } from '../_lib/problem.ts';
import { readBytes } from '../_lib/read-json.ts';
import type { Answer } from '../_lib/route.ts';
import { USER_HEADER, writeUser } from '../_lib/signed-in.ts';
import type { Identities } from './identities.ts';

type ServiceName = 'users' | 'products' | 'inventory' | 'carts' | 'orders';

/** By the first part of the path. What is not here, such as `/internal`, does not exist outside. */
const OWNERS: Readonly<Record<string, ServiceName>> = {
  users: 'users',
  sessions: 'users',
  products: 'products',
  stock: 'inventory',
  cart: 'carts',
  orders: 'orders',
};
/** What a client may say to a service; who the caller is, is said by the gateway alone. */
const PASSED_ON = ['content-type', 'idempotency-key'];
const PASSED_BACK = ['content-type', 'location', 'idempotency-replayed', 'x-served-by'];
/** A checkout asks several services and a bank; reading asks one. */
const WRITE_FACTOR = 8;

export function createForwarder(
  urls: Readonly<Record<ServiceName, string>>,
  identities: Identities,
  timeoutMs: number,
): Respond {
  return async ({ request, method, path, query, requestId }): Promise<Answer> => {
    if (path === '/health' && method === 'GET') return { status: 200, body: { status: 'ok', service: 'gateway' } };
    const owner = ownerOf(path);
    const sent = method === 'GET' ? undefined : await readBytes(request);
    const { authorization } = request.headers;
    const user = authorization === undefined ? undefined : await identities.find(authorization, requestId);

    const headers = new Headers({ 'x-request-id': requestId });
    for (const name of PASSED_ON) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    if (user) headers.set(USER_HEADER, writeUser(user));
    // Nobody else has a use for the token.
    if (authorization !== undefined && owner === 'users') headers.set('authorization', authorization);

    const answer = await ask(owner, `${urls[owner]}${path}${query === '' ? '' : `?${query}`}`, {
      method,
      headers,
      ...(sent && sent.length > 0 && { body: sent }),
      signal: AbortSignal.timeout(method === 'GET' ? timeoutMs : WRITE_FACTOR * timeoutMs),
    });
    if (authorization !== undefined && method === 'DELETE' && path === '/sessions') identities.forget(authorization);
    return answer;
  };
}

/** A path that an URL would read otherwise, such as `/products/../internal`, leads nowhere. */
function ownerOf(path: string): ServiceName {
  const [, first = ''] = path.split('/');
  const owner = Object.hasOwn(OWNERS, first) ? OWNERS[first] : undefined;
  if (owner && URL.parse(path, 'http://shop')?.pathname === path) return owner;
  throw new Problem(404, 'no-such-route', `There is no ${path} here`);
}

async function ask(owner: ServiceName, url: string, request: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, request);
    const body = new Uint8Array(await answer.arrayBuffer());
    const headers = PASSED_BACK.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return { status: answer.status, body, headers: Object.fromEntries(headers) };
  } catch {
    throw new Problem(503, 'service-unavailable', `${owner} does not answer; try again later`, { service: owner });
  }
}
