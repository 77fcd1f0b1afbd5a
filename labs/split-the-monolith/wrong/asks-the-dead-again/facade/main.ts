/**
 * The door of the shop, and nothing else: each request is passed on to the service that answers it. `owners.ts` says which that
 * is. The facade has no data, and listens without waiting for anyone.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { serve } from '../shop/http/serve.ts';
import { createLog } from '../shop/log.ts';
import { findCaller } from './find-caller.ts';
import { forward } from './forward.ts';
import { createOwners } from './owners.ts';

/** A service that has gone is mostly back soon. */
const ENDURANCE_MS = 3_000;
const PAUSE_MS = 250;

const log = createLog({ service: 'shop' });
const coreUrl = process.env.CORE_URL ?? 'http://core';
const ownerOf = createOwners(coreUrl, process.env.PRODUCTS_URL ?? 'http://products');

const server = createServer((request, response) => {
  const { method, headers } = request;
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  const requestId = headers['x-request-id']?.toString() ?? randomUUID();
  const owner = ownerOf(path);
  // Told to stop: this answer is the last on its connection.
  if (!server.listening) response.setHeader('connection', 'close');

  const work = async (): Promise<void> => {
    if (path === '/health' && method === 'GET')
      return send(response, 200, requestId, { status: 'ok', service: 'shop' });
    if (path.startsWith('/internal/')) {
      const detail = `There is no ${path} here`;
      return send(response, 404, requestId, { status: 404, code: 'no-such-route', detail });
    }
    const asksWho = owner.needsCaller && method !== 'GET';
    const caller = asksWho ? await findCaller(coreUrl, headers.authorization) : undefined;
    const said = { 'x-request-id': requestId, ...(caller !== undefined && { 'x-user': caller }) };
    const giveUpAt = Date.now() + ENDURANCE_MS;
    for (;;) {
      try {
        return await forward(request, response, owner, said);
      } catch (error) {
        // Only what changes nothing is asked twice.
        if (method !== 'GET' || response.headersSent || Date.now() > giveUpAt) throw error;
        await setTimeout(PAUSE_MS);
      }
    }
  };
  void work().catch((error: unknown) => {
    log.error('no answer', { requestId, method, path, service: owner.name, error: String(error) });
    if (response.headersSent) return response.destroy();
    request.resume();
    const detail = `${owner.name} does not answer; try again later`;
    return send(response, 503, requestId, { status: 503, code: 'service-unavailable', detail, service: owner.name });
  });
});

function send(response: ServerResponse, status: number, requestId: string, body: object): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, 'x-request-id': requestId, 'x-served-by': 'shop' });
  response.end(JSON.stringify(body));
}

serve(server, log);
