import http from 'node:http';
const server = http.createServer((_req, res) => {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    res.write(`line ${count}\n`);
    if (count === 3) {
      clearInterval(timer);
      res.end();
    }
  }, 10);
});
server.listen(0, '127.0.0.1', async () => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
  const decoder = new TextDecoder();
  for await (const chunk of answer.body!) console.log('chunk', JSON.stringify(decoder.decode(chunk)));
  server.close();
});
