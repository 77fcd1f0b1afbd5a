import http from 'node:http';
const server = http.createServer(async (req, res) => {
  const chunks: string[] = [];
  for await (const chunk of req) chunks.push(String(chunk));
  res.write('first,');
  setTimeout(() => {
    res.write(chunks.join(''));
    res.end(',last');
  }, 2);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  const req = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false }, (res) => {
    console.log(
      res.statusCode,
      res.headers['transfer-encoding'],
      res.headers['content-length'],
      res.headers['connection'],
    );
    let body = '';
    res.on('data', (chunk) => (body += chunk));
    res.on('end', () => {
      console.log(body, res.complete);
      server.close();
    });
  });
  req.write('one ');
  setTimeout(() => req.end('two'), 2);
});
