/**
 * A management interface that needs no login and shows one virtual host, before one that does and shows all: what the lab's own broker
 * answers, RabbitMQ answers through it. Nothing can be changed here. Node only.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { type ManagementApi, ManagementError, managedListAt } from './management-api.ts';

const GATEWAY_STATUS = 502;

/**
 * @example
 * forwardManagement(new ManagementApi(address)).listen(15_672);
 */
export function forwardManagement(api: Pick<ManagementApi, 'list' | 'overview'>): Server {
  const read = async (method: string | undefined, path: string): Promise<{ status: number; body: unknown }> => {
    const what = managedListAt(path);
    if (method !== 'GET' || (what === undefined && path !== '/api/overview')) {
      return { status: 404, body: { error: 'Object Not Found', reason: 'Not Found' } };
    }
    try {
      return { status: 200, body: await (what === undefined ? api.overview() : api.list(what)) };
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      return { status: GATEWAY_STATUS, body: { error: 'bad_gateway', reason: error.message } };
    }
  };
  return createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    void read(request.method, path).then(({ status, body }) => {
      const text = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  });
}
