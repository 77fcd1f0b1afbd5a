/**
 * What real Node does on this machine: the reference for simulated requests. Node only.
 * @module
 */
import { Agent, createServer, get } from 'node:http';

const REQUESTS = 2_000;

/** Sequential keep-alive requests a second to a server in this very process: real sockets, nothing else. */
export async function loopbackRate(): Promise<number> {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const began = performance.now();
  for (let index = 0; index < REQUESTS; index += 1) await getOnce(port, agent);
  const rate = REQUESTS / ((performance.now() - began) / 1000);
  agent.destroy();
  server.close();
  return rate;
}

function getOnce(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, (response) => {
      response.resume();
      response.on('end', resolve);
    }).on('error', reject);
  });
}
