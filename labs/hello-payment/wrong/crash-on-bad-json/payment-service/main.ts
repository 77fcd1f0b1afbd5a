/** Parses in an event listener: what is thrown there has nobody to catch it. */
import { createServer, type ServerResponse } from 'node:http';
import { charge, type Payment } from './bank.ts';

const payments = new Map<string, Payment & { id: string }>();

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function pay(body: Payment, response: ServerResponse): Promise<void> {
  const valid = typeof body?.orderId === 'string' && Number.isFinite(body.amount) && body.amount > 0;
  if (!valid) return send(response, 400, { error: 'not a payment' });
  const status = await charge(body).catch(() => 502);
  if (status !== 201) return send(response, 502, { error: 'the bank refused' });
  const id = crypto.randomUUID();
  payments.set(id, { id, orderId: body.orderId, amount: body.amount });
  send(response, 201, payments.get(id));
}

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  if (request.method === 'POST' && path === '/api/payments') {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => void pay(JSON.parse(text), response));
  } else if (path === '/health') {
    send(response, 200, { status: 'ok' });
  } else {
    const payment = payments.get(path.replace('/api/payments/', ''));
    send(response, payment ? 200 : 404, payment ?? { error: 'not found' });
  }
});

server.listen(Number(process.env.PORT ?? 4000));
