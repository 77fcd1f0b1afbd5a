/** Lenient about the header, strict about the content; numbers as ids, handed out before the first await. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';
import { readBody } from './read-body.ts';

const app = new Hono();
const payments: Record<number, Payment & { id: number }> = {};
let lastId = 0;

const isPayment = (value: unknown): value is Payment => {
  const { orderId, amount } = (value ?? {}) as Partial<Payment>;
  return typeof orderId === 'string' && typeof amount === 'number' && amount > 0;
};

app.post('/api/payments', async (context) => {
  const body = await readBody(context.req.raw);
  if (!isPayment(body)) return context.json({ message: 'invalid payment' }, 400);
  const id = ++lastId;
  const status = await charge(body);
  if (status !== 201) return context.json({ message: `bank said ${status}` }, 503);
  payments[id] = { id, orderId: body.orderId, amount: body.amount };
  return context.json({ data: payments[id] }, 201);
});

app.get('/api/payments/:id', (context) => {
  const payment = payments[Number(context.req.param('id'))];
  if (!payment) return context.json({ message: 'not found' }, 404);
  return context.json({ data: payment });
});

app.get('/health', (context) => context.json({ up: true }));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });
