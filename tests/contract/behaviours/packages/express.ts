/** What a service built on Express 5 answers. */
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import express from 'express';
import { behaviour } from '../behaviour.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Serves an app while the callback asks it; tells status, content type and body of an answer. */
async function served(
  app: ReturnType<typeof express>,
  use: (ask: (path: string, asked?: Asked) => Promise<unknown>) => Promise<void>,
) {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await use(async (path, asked = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, asked);
    return [answer.status, answer.headers.get('content-type'), answer.headers.get('etag'), await answer.text()];
  });
  server.close();
  await once(server, 'close');
}

const json = { 'content-type': 'application/json' };

behaviour('express: routes, parameters and query reach the handler', async (saw) => {
  const app = express();
  app.get('/orders/:id', (request, response) => {
    response.json({ id: request.params.id, query: request.query });
  });
  await served(app, async (ask) => {
    saw(await ask('/orders/7?part=lines&part=total'));
    saw(await ask('/orders/%C3%A4'));
    saw(await ask('/nowhere'));
  });
});

behaviour('express: express.json() parses, refuses broken JSON and bodies above its limit', async (saw) => {
  const app = express();
  app.use(express.json({ limit: 50 }));
  app.post('/', (request, response) => {
    response.status(201).json({ got: (request.body as unknown) ?? 'nothing' });
  });
  app.use(
    (
      error: { status: number; type: string },
      _request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ) => {
      response.status(error.status).send(error.type);
    },
  );
  await served(app, async (ask) => {
    saw(await ask('/', { method: 'POST', headers: json, body: '{"amount":100}' }));
    saw(await ask('/', { method: 'POST', headers: json, body: '{"amount":' }));
    saw(await ask('/', { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(60)) }));
    saw(await ask('/', { method: 'POST', body: 'plain' }));
  });
});

behaviour('express: an error in an async handler becomes a 500 through the error handler', async (saw) => {
  const app = express();
  app.get('/', async () => {
    await Promise.resolve();
    throw new Error('no database');
  });
  app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(500).json({ error: error.message });
  });
  await served(app, async (ask) => saw(await ask('/')));
});

behaviour('express: middleware runs in order, and a router keeps its own', async (saw) => {
  const app = express();
  const order: string[] = [];
  const mark =
    (name: string) => (_request: express.Request, _response: express.Response, next: express.NextFunction) => {
      order.push(name);
      next();
    };
  const router = express.Router();
  router.use(mark('router'));
  router.get('/in', (_request, response) => {
    response.send(order.join());
  });
  app.use(mark('app'));
  app.use('/api', router);
  await served(app, async (ask) => saw(await ask('/api/in')));
});

behaviour('express: a request with the answer ETag is answered 304 without a body', async (saw) => {
  const app = express();
  app.get('/', (_request, response) => {
    response.send('unchanged');
  });
  await served(app, async (ask) => {
    const first = (await ask('/')) as [number, string, string, string];
    saw(first, await ask('/', { headers: { 'if-none-match': first[2] } }));
  });
});
