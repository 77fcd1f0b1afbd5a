import http from 'node:http';
const server = http.createServer(async (req, res) => {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  if (req.url === '/moved') return void res.writeHead(303, { location: '/target' }).end();
  if (req.url === '/kept') return void res.writeHead(307, { location: '/target?kept' }).end();
  if (req.url === '/loop') return void res.writeHead(302, { location: '/loop' }).end();
  res.setHeader('content-type', 'application/json');
  res.end(
    JSON.stringify({
      method: req.method,
      url: req.url,
      type: req.headers['content-type'],
      length: req.headers['content-length'],
      te: req.headers['transfer-encoding'],
      body: Buffer.concat(parts).toString(),
    }),
  );
});
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const show = async (path: string, init?: RequestInit) => {
    const answer = await fetch(base + path, init);
    console.log(answer.status, answer.redirected, answer.url.slice(base.length), answer.ok, await answer.json());
  };
  await show('/moved', { method: 'POST', body: 'x' });
  await show('/kept', { method: 'POST', body: 'x' });
  await show('/params', { method: 'PUT', body: new URLSearchParams({ a: '1 2' }) });
  await show('/bytes', { method: 'POST', body: new Uint8Array([104, 105]) });
  await show('/stream', {
    method: 'POST',
    duplex: 'half',
    body: new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('streamed'));
        controller.close();
      },
    }),
  } as RequestInit);
  await show('/nothing', { method: 'DELETE' });
  await show('/request', new Request(base, { method: 'PATCH', body: 'from request' }) as RequestInit);
  const manual = await fetch(`${base}/moved`, { redirect: 'manual' });
  console.log(manual.status, manual.headers.get('location'));
  await manual.text();
  await fetch(`${base}/loop`).catch((error: Error) => console.log(error.message, (error.cause as Error).message));
  await fetch('nonsense').catch((error: Error) => console.log(error.name, error.message));
  await fetch(base, { method: 'GET', body: 'x' }).catch((error: Error) => console.log(error.name, error.message));
  server.close();
});
