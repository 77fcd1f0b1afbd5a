import http from 'node:http';
const server = http.createServer((req, res) => {
  if (req.url === '/empty') res.writeHead(204).end();
  else if (req.url === '/same') res.writeHead(304).end();
  else res.writeHead(200, { 'Content-Length': 5, 'X-Method': String(req.method) }).end('hello');
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  for (const [method, path] of [
    ['HEAD', '/'],
    ['GET', '/'],
    ['GET', '/empty'],
    ['GET', '/same'],
  ] as const) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    console.log(
      method,
      path,
      answer.status,
      answer.statusText,
      answer.headers.get('content-length'),
      answer.headers.get('transfer-encoding'),
      JSON.stringify(await answer.text()),
    );
  }
  server.close();
});
