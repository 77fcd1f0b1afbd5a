/**
 * The benchmark's orders service: 20 ms of declared work an order on one core, first come first served, then a payment.
 * Runs in the simulation and in real Node.
 * @module
 */
import { createServer, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const WORK_MS = 20;
let core: Promise<unknown> = Promise.resolve();

function work(): Promise<unknown> {
  core = core.then(() => wait(WORK_MS));
  return core;
}

function pay(order: unknown): Promise<string> {
  const body = JSON.stringify(order);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(`${process.env['PAYMENTS_URL']}/payments`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

createServer(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const order = JSON.parse(body) as { id: string; amount: number };
  await work();
  const payment = JSON.parse(await pay({ orderId: order.id, amount: order.amount })) as { reference: string };
  outgoing.writeHead(201, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ id: order.id, payment: payment.reference }));
}).listen(Number(process.env['PORT']));
