/**
 * The benchmark's entry service: `POST /orders` goes to the next orders replica, past those that do not answer.
 * Runs in the simulation and in real Node.
 * @module
 */
import { createServer, request } from 'node:http';

const replicas = (process.env['ORDERS_URLS'] ?? '').split(' ');
let next = 0;

interface Answer {
  readonly status: number;
  readonly body: string;
}

function callReplica(url: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(`${url}/orders`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 502, body: text }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function place(body: string): Promise<Answer> {
  for (let attempt = 0; attempt < replicas.length; attempt += 1) {
    const url = replicas[next % replicas.length] ?? '';
    next += 1;
    try {
      return await callReplica(url, body);
    } catch {
      // This replica is gone; the next one may not be.
    }
  }
  return { status: 503, body: '{"error":"no replica answers"}' };
}

createServer(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const answer = await place(body);
  outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
  outgoing.end(answer.body);
}).listen(Number(process.env['PORT']));
