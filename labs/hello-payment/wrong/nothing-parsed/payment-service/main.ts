/** Takes whatever the body parser returns; an empty object is a payment like any other. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';
import { readBody } from './read-body.ts';

const payments = new Map<string, Payment & { id: string }>();
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = (await readBody(context.req.raw)) as Payment;
  if (body.orderId !== undefined) await charge(body);
  const id = crypto.randomUUID();
  payments.set(id, { id, orderId: body.orderId, amount: body.amount });
  return context.json(payments.get(id), 201);
});

app.get('/api/payments/:id', (context) => {
  const payment = payments.get(context.req.param('id'));
  return payment ? context.json(payment) : context.json({ error: 'no such payment' }, 404);
});

app.get('/health', (context) => context.json({ status: 'ok' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
