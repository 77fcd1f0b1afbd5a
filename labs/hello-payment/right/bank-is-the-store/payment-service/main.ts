/** Keeps nothing: the id is the bank's reference, and reading asks the bank. Survives its own restart. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const bankUrl = process.env.BANK_URL ?? 'http://localhost:4001';
const app = new Hono();

const isPayment = (value: { orderId?: unknown; amount?: unknown } | null | undefined): boolean =>
  typeof value?.orderId === 'string' && Number.isFinite(value.amount) && (value.amount as number) > 0;

app.post('/api/payments', async (context) => {
  const body = await context.req.text().then((text) => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  });
  if (!isPayment(body)) return context.json({ error: 'not a payment' }, 400);
  const answer = await fetch(`${bankUrl}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: body.orderId, amount: body.amount }),
  });
  const entry = await answer.json();
  if (answer.status !== 201) return context.json({ error: 'refused by the bank', entry }, 402);
  return context.json({ id: entry.reference, orderId: entry.orderId, amount: entry.amount }, 201);
});

app.get('/api/payments/:id', async (context) => {
  const answer = await fetch(`${bankUrl}/charges/${encodeURIComponent(context.req.param('id'))}`);
  if (!answer.ok) return context.json({ error: 'no such payment' }, 404);
  const entry = await answer.json();
  return context.json({ id: entry.reference, orderId: entry.orderId, amount: entry.amount });
});

app.get('/health', (context) => context.json({ status: 'ok' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
