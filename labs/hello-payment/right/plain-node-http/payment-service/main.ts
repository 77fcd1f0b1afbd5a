/** No framework: node:http alone, one payment per order (asking twice returns the first), the order number as id. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface Payment {
  orderId: string;
  amount: number;
}

const bankUrl = process.env.BANK_URL ?? 'http://localhost:4001';
const byOrder = new Map<string, Promise<Payment>>();

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

async function pay(payment: Payment): Promise<Payment> {
  const answer = await fetch(`${bankUrl}/charges`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payment),
  });
  if (!answer.ok) throw new Error(`the bank answered ${answer.status}`);
  return payment;
}

async function create(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(request.headers['content-type'] ?? '').includes('json')) {
    return send(response, 400, { error: 'Content-Type must be application/json' });
  }
  let body: Partial<Payment>;
  try {
    body = Object(await readJson(request)) as Partial<Payment>;
  } catch {
    return send(response, 400, { error: 'invalid JSON' });
  }
  const { orderId, amount } = body;
  if (typeof orderId !== 'string' || typeof amount !== 'number' || !(amount > 0)) {
    return send(response, 400, { error: 'invalid payment' });
  }
  const paid = byOrder.get(orderId) ?? pay({ orderId, amount });
  byOrder.set(orderId, paid);
  try {
    const payment = await paid;
    send(response, 201, { paymentId: orderId, ...payment });
  } catch (error) {
    byOrder.delete(orderId);
    send(response, 502, { error: (error as Error).message });
  }
}

const server = createServer(async (request, response) => {
  const path = request.url ?? '/';
  if (request.method === 'POST' && path === '/api/payments') return create(request, response);
  if (path === '/health') return send(response, 200, { status: 'ok' });
  const orderId = path.startsWith('/api/payments/') ? decodeURIComponent(path.slice('/api/payments/'.length)) : '';
  const payment = await byOrder.get(orderId)?.catch(() => undefined);
  return payment ? send(response, 200, payment) : send(response, 404, { error: 'not found' });
});

server.listen(Number(process.env.PORT ?? 4000));
