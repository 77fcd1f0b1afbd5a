import http from 'node:http';
const server = http.createServer((req, res) => {
  console.log(req.headers['cookie'], req.headers['x-a'], req.rawHeaders.filter((_, index) => index % 2 === 0).join());
  for (const attempt of [
    () => res.setHeader('bad name', '1'),
    () => res.setHeader('x', 'a\nb'),
    () => res.writeHead(99),
    () => res.setHeader('x', undefined as never),
  ]) {
    try {
      attempt();
    } catch (error) {
      console.log((error as Error).name, (error as { code: string }).code, (error as Error).message);
    }
  }
  res.setHeader('Set-Cookie', ['a=1', 'b=2']);
  res.appendHeader('X-Many', '1');
  res.appendHeader('X-Many', '2');
  console.log(res.getHeaderNames(), res.getHeader('SET-COOKIE'), res.hasHeader('x-many'), res.headersSent);
  res.end('done');
  console.log(res.headersSent, res.writableEnded);
  try {
    res.setHeader('late', '1');
  } catch (error) {
    console.log((error as { code: string }).code, (error as Error).message);
  }
  res.on('finish', () => console.log('finish'));
  res.on('close', () => console.log('close', res.writableFinished));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  http.get({ port, host: '127.0.0.1', headers: { Cookie: ['a=1', 'b=2'], 'X-A': ['1', '2'] }, agent: false }, (res) => {
    console.log(res.headers['set-cookie'], res.headers['x-many']);
    res.resume().on('end', () => server.close());
  });
});
