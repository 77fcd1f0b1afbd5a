/** Everything arrives here, and everything goes on to the monolith. */
import { createServer, request as ask } from 'node:http';

createServer((request, response) => {
  const { method, headers, url } = request;
  const asked = ask(`http://monolith${url}`, { method, headers, timeout: 5_000 }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.on('timeout', () => asked.destroy());
  asked.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(503).end();
  });
  request.pipe(asked);
}).listen(Number(process.env.PORT));
