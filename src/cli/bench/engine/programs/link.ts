/**
 * One link of the benchmark's chain: asks `NEXT_URL` when it has one and passes the answer on, else answers itself.
 * Runs in the simulation and in real Node.
 * @module
 */
import { createServer, get } from 'node:http';

const nextUrl = process.env['NEXT_URL'];

createServer((_incoming, outgoing) => {
  if (nextUrl === undefined) {
    outgoing.end('{"hops":1}');
    return;
  }
  get(nextUrl, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
    response.on('end', () => {
      const { hops } = JSON.parse(text) as { hops: number };
      outgoing.end(JSON.stringify({ hops: hops + 1 }));
    });
  });
}).listen(Number(process.env['PORT']));
