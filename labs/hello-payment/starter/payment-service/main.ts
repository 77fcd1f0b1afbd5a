/**
 * The payment service: takes a payment for an order and has the bank record it.
 * Reads PORT (where to listen) and BANK_URL (where the bank answers) from its environment.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { charge, type Payment } from './bank.ts';
import { readBody } from './read-body.ts';

const app = new Hono();

app.post('/api/payments', async (context) => {
  const payment = (await readBody(context.req.raw)) as Payment;
  const bankStatus = await charge(payment);
  console.log(`order ${payment.orderId}: the bank answered ${bankStatus}`);
  return context.json({ status: 'accepted', orderId: payment.orderId, amount: payment.amount }, 201);
});

const port = Number(process.env.PORT ?? 4000);
serve({ fetch: app.fetch, port }, () => console.log(`payment-service listens on ${port}`));
