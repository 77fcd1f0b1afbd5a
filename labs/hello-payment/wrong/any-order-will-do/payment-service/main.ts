/** Looks at the amount alone and turns whatever stands for the order into text. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';

const payments = new Map<string, Payment & { id: string }>();
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await context.req.json().catch(() => undefined);
  if (!(typeof body?.amount === 'number' && body.amount > 0)) return context.json({ error: 'not a payment' }, 400);
  const payment = { orderId: String(body.orderId), amount: body.amount };
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
