import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { validator } from 'hono/validator';
const app = new Hono();
app.use(async (c, next) => {
  await next();
  c.header('x-served-by', 'hono');
});
app.get('/health', (c) => c.text('ok'));
app.get('/orders/:id', (c) =>
  c.json({ id: c.req.param('id'), query: c.req.query('q') ?? null, agent: c.req.header('user-agent') }),
);
app.post(
  '/payments',
  validator('json', (value: { amount?: number }, c) =>
    typeof value.amount === 'number' ? { amount: value.amount } : c.json({ error: 'amount is missing' }, 400),
  ),
  (c) => c.json({ accepted: c.req.valid('json').amount }, 201),
);
app.put('/raw', async (c) => c.body(await c.req.arrayBuffer()));
app.delete('/nothing', (c) => c.body(null, 204));
app.get('/cookies', (c) => {
  c.header('set-cookie', 'a=1', { append: true });
  c.header('set-cookie', 'b=2', { append: true });
  return c.html('<p>x</p>');
});
app.get('/plain', () => new Response('made by hand', { status: 202, headers: { 'x-hand': '1' } }));
app.get(
  '/stream',
  () =>
    new Response(
      new ReadableStream({
        async start(controller) {
          for (const part of ['a', 'b']) {
            await new Promise((resolve) => setTimeout(resolve, 5));
            controller.enqueue(new TextEncoder().encode(part));
          }
          controller.close();
        },
      }),
    ),
);
app.get('/throws', () => {
  throw new Error('boom');
});
app.get('/teapot', () => {
  throw new HTTPException(418, { message: 'short and stout' });
});
app.onError((error, c) =>
  error instanceof HTTPException ? error.getResponse() : c.json({ error: error.message }, 500),
);
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, async ({ port }) => {
  const base = `http://127.0.0.1:${port}`;
  const show = async (path: string, init?: RequestInit) => {
    const answer = await fetch(base + path, init);
    const headers = ['content-type', 'content-length', 'x-served-by', 'x-hand', 'transfer-encoding'].map((name) =>
      answer.headers.get(name),
    );
    console.log(path, answer.status, headers, answer.headers.getSetCookie(), await answer.text());
  };
  const json = (body: string): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  await show('/health');
  await show('/orders/7?q=x');
  await show('/payments', json('{"amount":100}'));
  await show('/payments', json('{}'));
  await show('/payments', json('{"amount":'));
  await show('/raw', { method: 'PUT', body: 'bytes' });
  await show('/nothing', { method: 'DELETE' });
  await show('/cookies');
  await show('/plain');
  await show('/stream');
  await show('/none');
  await show('/throws');
  await show('/teapot');
  await show('/health', { method: 'HEAD' });
  server.close(() => console.log('closed'));
});
