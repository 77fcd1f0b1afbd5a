import http from 'node:http';
let connections = 0;
const server = http.createServer((req, res) => res.end(`${req.method} ${req.url}`));
server.on('connection', () => (connections += 1));
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const get = (port: number, path: string) =>
  new Promise<void>((resolve) => {
    const req = http.get({ port, host: '127.0.0.1', path, agent }, (res) => {
      let body = '';
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () =>
        console.log(res.statusCode, res.headers.connection, res.headers['keep-alive'], body, req.reusedSocket),
      );
    });
    req.on('close', () => resolve());
  });
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  await get(port, '/a');
  await get(port, '/b');
  await Promise.all([get(port, '/c'), get(port, '/d')]);
  const answer = await fetch(`http://127.0.0.1:${port}/e`);
  console.log(answer.headers.get('connection'), answer.headers.get('keep-alive'), await answer.text());
  console.log('connections', connections);
  agent.destroy();
  server.close(() => console.log('closed'));
});
