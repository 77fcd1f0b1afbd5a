import http from 'node:http';
import net from 'node:net';
const server = http.createServer((req, res) => {
  res.sendDate = false;
  req.resume();
  req.on('end', () => {
    res.setHeader('X-Order', ['a', 'b']);
    res.statusCode = 201;
    res.end(`${req.httpVersion} ${req.url}`);
  });
});
const exchange = (port: number, text: string) =>
  new Promise<void>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', (error) => console.log(error.message));
    socket.on('close', () => {
      console.log(JSON.stringify(answer.replace(/Date: .*GMT/, 'Date')));
      resolve();
    });
  });
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  await exchange(port, 'GET /old HTTP/1.0\r\n\r\n');
  await exchange(port, 'GET /new HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await exchange(
    port,
    'POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /three HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  await exchange(port, 'GET /nohost HTTP/1.1\r\n\r\n');
  await exchange(port, 'NONSENSE\r\n\r\n');
  await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n');
  await exchange(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n');
  await exchange(
    port,
    'POST /chunks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  );
  await exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`);
  server.close();
});
