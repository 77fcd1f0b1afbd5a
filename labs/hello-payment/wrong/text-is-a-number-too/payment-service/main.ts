/** Number("100") is 100, so a string passes. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';

const payments = new Map<string, Payment & { id: string }>();
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await context.req.json().catch(() => undefined);
  const payment = { orderId: body?.orderId, amount: Number(body?.amount) };
  if (typeof payment.orderId !== 'string' || !(payment.amount > 0) || payment.amount === Infinity) {
    return context.json({ error: 'not a payment' }, 400);
  }
  const status = await charge(payment);
  if (status !== 201) return context.json({ error: `the bank answered ${status}` }, 502);
  const id = crypto.randomUUID();
  payments.set(id, { id, ...payment });
  return context.json(payments.get(id), 201);
});

app.get('/api/payments/:id', (context) => {
  const payment = payments.get(context.req.param('id'));
  return payment ? context.json(payment) : context.json({ error: 'no such payment' }, 404);
});

app.get('/health', (context) => context.json({ status: 'ok' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
