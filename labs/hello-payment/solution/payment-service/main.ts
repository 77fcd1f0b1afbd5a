/**
 * The payment service: takes a payment for an order and has the bank record it.
 * Reads PORT (where to listen) and BANK_URL (where the bank answers) from its environment.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';
import { readBody } from './read-body.ts';

interface RecordedPayment extends Payment {
  id: string;
}

const payments = new Map<string, RecordedPayment>();
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await readBody(context.req.raw);
  if (body.problem !== undefined) return context.json({ error: body.problem }, body.status);

  const payment = parsePayment(body.value);
  if (payment === undefined) {
    return context.json({ error: 'send { "orderId": a string, "amount": a number above 0 }' }, 400);
  }

  // Nothing is promised before the bank has answered: 2xx from here means one entry in its ledger.
  const outcome = await charge(payment);
  if (outcome === 'declined') return context.json({ error: 'the bank declined this payment' }, 402);
  if (outcome === 'unknown') return context.json({ error: 'the bank did not answer; ask again later' }, 502);

  // Random, so that two requests in flight at once cannot meet in one id.
  const id = crypto.randomUUID();
  payments.set(id, { id, ...payment });
  return context.json({ id, ...payment }, 201, { Location: `/api/payments/${id}` });
});

app.get('/api/payments/:id', (context) => {
  const payment = payments.get(context.req.param('id'));
  return payment === undefined ? context.json({ error: 'no such payment' }, 404) : context.json(payment);
});

app.get('/health', (context) => context.json({ status: 'ok' }));

/** The payment in a parsed body, or `undefined` when it is none. Nothing is converted: "100" is no number. */
function parsePayment(value: unknown): Payment | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { orderId, amount } = value as { orderId?: unknown; amount?: unknown };
  if (typeof orderId !== 'string') return undefined;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount <= 0) return undefined;
  return { orderId, amount };
}

const port = Number(process.env.PORT ?? 4000);
serve({ fetch: app.fetch, port }, () => console.log(`payment-service listens on ${port}`));
