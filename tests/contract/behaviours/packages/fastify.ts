/** What a service built on Fastify 5 answers, over a socket and injected. */
import Fastify from 'fastify';
import { behaviour } from '../behaviour.ts';

const paymentSchema = {
  body: {
    type: 'object',
    required: ['orderId', 'amount'],
    properties: { orderId: { type: 'string' }, amount: { type: 'number', exclusiveMinimum: 0 } },
  },
  response: { 201: { type: 'object', properties: { id: { type: 'string' } } } },
};

behaviour('fastify: a schema refuses what does not match and shapes what is answered', async (saw) => {
  const app = Fastify();
  app.post('/payments', { schema: paymentSchema }, async (_request, reply) => {
    reply.code(201);
    return { id: 'p-1', secret: 'not in the schema' };
  });
  const post = (payload: object) => app.inject({ method: 'POST', url: '/payments', payload });
  for (const payload of [
    { orderId: '1', amount: 5 },
    { orderId: '1', amount: -5 },
    { amount: 5 },
    { orderId: 1, amount: '7' },
  ]) {
    const { statusCode, body } = await post(payload);
    saw(statusCode, body);
  }
  await app.close();
});

behaviour('fastify: listens, answers over a socket, and close() ends it', async (saw) => {
  const app = Fastify();
  app.get('/orders/:id', async (request) => ({ id: (request.params as { id: string }).id }));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${address}/orders/9`);
  saw(answer.status, answer.headers.get('content-type'), await answer.text());
  const absent = await fetch(`${address}/none`);
  saw(absent.status, await absent.text());
  await app.close();
  saw(
    await fetch(address).then(
      () => 'answered',
      (error: Error) => (error.cause as { code: string }).code,
    ),
  );
});

behaviour('fastify: hooks run around the handler in their order', async (saw) => {
  const app = Fastify();
  const order: string[] = [];
  app.addHook('onRequest', async () => void order.push('onRequest'));
  app.addHook('preHandler', async () => void order.push('preHandler'));
  app.addHook('onSend', async (_request, _reply, payload) => {
    order.push('onSend');
    return payload;
  });
  app.addHook('onResponse', async () => void order.push('onResponse'));
  app.addHook('onClose', async () => void order.push('onClose'));
  app.get('/', async () => {
    order.push('handler');
    return 'ok';
  });
  await app.inject('/');
  await app.close();
  saw(order);
});

behaviour('fastify: a plugin is encapsulated, and a decorator reaches its children only', async (saw) => {
  const app = Fastify();
  await app.register(async (inner) => {
    inner.decorate('rate', 19);
    inner.get('/inner', async () => ({ has: inner.hasDecorator('rate') }));
  });
  app.get('/outer', async () => ({ has: app.hasDecorator('rate') }));
  saw((await app.inject('/inner')).body, (await app.inject('/outer')).body);
  await app.close();
});

behaviour('fastify: an error of a handler is answered with its status and message', async (saw) => {
  const app = Fastify();
  app.get('/', async () => {
    throw Object.assign(new Error('sold out'), { statusCode: 409 });
  });
  saw((await app.inject('/')).body);
  await app.close();
});
