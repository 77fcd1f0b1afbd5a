/** Waits a millisecond for the bank, calls the payment failed, and leaves the charge to itself. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';

const isPayment = (body: Partial<Payment> | null | undefined): body is Payment =>
  typeof body?.orderId === 'string' && Number.isFinite(body.amount) && Number(body.amount) > 0;

const payments = new Map<string, Payment & { id: string }>();
const app = new Hono();

app.post('/api/payments', async (context) => {
  const body = await context.req.json().catch(() => undefined);
  if (!isPayment(body)) return context.json({ error: 'not a payment' }, 400);
  const giveUp = new Promise<number>((resolve) => setTimeout(resolve, 1, 504));
  const status = await Promise.race([charge(body), giveUp]);
  if (status !== 201) return context.json({ error: `the payment failed with ${status}` }, 504);
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
