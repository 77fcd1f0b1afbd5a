import http from 'node:http';
const server = http.createServer(() => {});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  const req = http.get({ port, host: '127.0.0.1', timeout: 50 });
  req.on('timeout', () => {
    console.log('timeout');
    req.destroy(new Error('too slow'));
  });
  req.on('error', (error) => console.log(error.message));
  req.on('close', async () => {
    await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(30) }).catch((error: Error) =>
      console.log(error.name, error.message),
    );
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    await fetch(`http://127.0.0.1:${port}/`, { signal: controller.signal }).catch((error: Error) =>
      console.log(error.name, error.message),
    );
    server.closeAllConnections();
    server.close(() => console.log('closed'));
  });
});
