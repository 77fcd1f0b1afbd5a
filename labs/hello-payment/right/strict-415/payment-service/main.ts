/** Strict about the header, small: one file, errors in plain text, the bank's reference as id, Location only. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const bankUrl = process.env.BANK_URL ?? 'http://localhost:4001';
const payments = new Map<string, { orderId: string; amount: number }>();
const app = new Hono();

app.post('/api/payments', async (c) => {
  if (c.req.header('content-type') !== 'application/json')
    return c.text('Unsupported media type, use application/json', 415);
  const body = await c.req.json().catch(() => undefined);
  const valid = typeof body?.orderId === 'string' && typeof body?.amount === 'number' && body.amount > 0;
  if (!valid) return c.text('orderId (string) and amount (number > 0) are required', 422);

  const charged = await fetch(`${bankUrl}/charges`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ orderId: body.orderId, amount: body.amount }),
  });
  if (!charged.ok) return c.text('the bank refused', 502);
  const { reference } = (await charged.json()) as { reference: string };

  payments.set(reference, { orderId: body.orderId, amount: body.amount });
  c.header('Location', `/api/payments/${reference}`);
  return c.body(null, 201);
});

app.get('/api/payments/:id', (c) => {
  const payment = payments.get(c.req.param('id'));
  return payment ? c.json({ payment }) : c.notFound();
});

app.get('/health', (c) => c.text('OK'));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
