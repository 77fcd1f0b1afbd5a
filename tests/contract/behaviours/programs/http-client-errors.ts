import http from 'node:http';
import net from 'node:net';
const cut = net.createServer((socket) =>
  socket.once('data', () => socket.end(socket.remotePort ? 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc' : '')),
);
const silent = net.createServer((socket) => socket.once('data', () => socket.end()));
const failure = (port: number) =>
  new Promise<string>((resolve) => {
    const req = http.get({ port, host: '127.0.0.1', agent: false }, (res) => {
      res.on('data', (chunk) => console.log('data', String(chunk)));
      res.on('error', (error: NodeJS.ErrnoException) => console.log('response', error.message, error.code));
      res.on('close', () => resolve(`closed ${res.complete}`));
    });
    req.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.message} ${error.code}`));
  });
cut.listen(0, '127.0.0.1', () =>
  silent.listen(0, '127.0.0.1', async () => {
    console.log(await failure((cut.address() as net.AddressInfo).port));
    console.log(await failure((silent.address() as net.AddressInfo).port));
    await fetch(`http://127.0.0.1:${(silent.address() as net.AddressInfo).port}/`).catch((error: Error) =>
      console.log(error.name, error.message, (error.cause as Error).message, (error.cause as { code?: string }).code),
    );
    const answer = await fetch(`http://127.0.0.1:${(cut.address() as net.AddressInfo).port}/`);
    await answer.text().catch((error: Error) => console.log(error.name, error.message));
    cut.close();
    silent.close();
  }),
);
