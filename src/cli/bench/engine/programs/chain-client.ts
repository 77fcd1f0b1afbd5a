/**
 * The benchmark's caller: `GET /?count=2000&atOnce=64` sends so many requests to `NEXT_URL`, so many of them under way at
 * a time, and answers with how many came back right. Runs in the simulation and in real Node.
 * @module
 */
import { createServer, get } from 'node:http';

const nextUrl = process.env['NEXT_URL'] ?? '';
const hops = Number(process.env['HOPS']);

function ask(): Promise<boolean> {
  return new Promise((resolve) => {
    get(nextUrl, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text === JSON.stringify({ hops })));
    }).on('error', () => resolve(false));
  });
}

createServer(async (incoming, outgoing) => {
  const query = new URL(incoming.url ?? '/', 'http://client').searchParams;
  let left = Number(query.get('count'));
  let right = 0;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      if (await ask()) right += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(query.get('atOnce')) }, lane));
  outgoing.end(JSON.stringify({ right }));
}).listen(Number(process.env['PORT']));
