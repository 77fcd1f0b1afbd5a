/** Keeps one payment, the last, and returns it whatever is asked for. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';

const isPayment = (body: Partial<Payment> | null | undefined): body is Payment =>
  typeof body?.orderId === 'string' && Number.isFinite(body.amount) && Number(body.amount) > 0;

let latest: (Payment & { id: string }) | undefined;
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await context.req.json().catch(() => undefined);
  if (!isPayment(body)) return context.json({ error: 'not a payment' }, 400);
  const status = await charge(body);
  if (status !== 201) return context.json({ error: `the bank answered ${status}` }, 502);
  latest = { id: crypto.randomUUID(), orderId: body.orderId, amount: body.amount };
  return context.json(latest, 201);
});

app.get('/api/payments/:id', (context) => {
  return latest ? context.json(latest) : context.json({ error: 'no such payment' }, 404);
});

app.get('/health', (context) => context.json({ status: 'ok' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
