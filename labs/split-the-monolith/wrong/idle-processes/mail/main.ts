/** The mail service: it is there, and is healthy. */
import { createServer } from 'node:http';

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"status":"ok"}');
}).listen(Number(process.env.PORT));
