/** Repeats the request with an id, and keeps nothing. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';

const isPayment = (body: Partial<Payment> | null | undefined): body is Payment =>
  typeof body?.orderId === 'string' && Number.isFinite(body.amount) && Number(body.amount) > 0;

const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await context.req.json().catch(() => undefined);
  if (!isPayment(body)) return context.json({ error: 'not a payment' }, 400);
  const status = await charge(body);
  if (status !== 201) return context.json({ error: `the bank answered ${status}` }, 502);
  return context.json({ id: crypto.randomUUID(), orderId: body.orderId, amount: body.amount }, 201);
});

app.get('/health', (context) => context.json({ status: 'ok' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
