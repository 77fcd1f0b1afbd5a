import http from 'node:http';
const first = http.createServer();
first.listen(0, () => {
  const { port } = first.address() as { port: number };
  const second = http.createServer();
  second.on('error', (error: NodeJS.ErrnoException) => {
    console.log(error.message.replace(String(port), 'PORT'), error.code, error.syscall);
    first.close();
  });
  second.listen(port);
  try {
    first.listen(port);
  } catch (error) {
    console.log((error as { code: string }).code);
  }
});
