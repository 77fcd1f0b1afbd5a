/** A zod schema in front, lenient about the header; HTTP exceptions for every refusal. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { charge } from './bank.ts';

const paymentSchema = z.object({ orderId: z.string(), amount: z.number().positive() });
type StoredPayment = z.output<typeof paymentSchema> & { id: string; createdAt: string };

const store = new Map<string, StoredPayment>();
const app = new Hono();

app.onError((error, context) => {
  if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
  console.error(error);
  return context.json({ error: 'internal error' }, 500);
});

app.post('/api/payments', async (context) => {
  const json = await context.req.json().catch(() => {
    throw new HTTPException(400, { message: 'malformed JSON' });
  });
  const result = paymentSchema.safeParse(json);
  if (!result.success) throw new HTTPException(422, { message: z.prettifyError(result.error) });

  const status = await charge(result.data);
  if (status !== 201) throw new HTTPException(502, { message: `the bank answered ${status}` });

  const stored = { id: `pay_${crypto.randomUUID()}`, ...result.data, createdAt: new Date().toISOString() };
  store.set(stored.id, stored);
  return context.json(stored, 201);
});

app.get('/api/payments/:id', (context) => {
  const stored = store.get(context.req.param('id'));
  if (!stored) throw new HTTPException(404, { message: 'unknown payment' });
  return context.json(stored);
});

app.get('/health', (context) => context.body(null, 204));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
