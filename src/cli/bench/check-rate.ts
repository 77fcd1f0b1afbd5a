/**
 * Checks judged per second in the terminal, fleet and strict, against real HTTP requests per second over loopback on the
 * same machine in the same run.
 * @module
 */
import { Agent, createServer, get } from 'node:http';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readLab } from '#build/read-lab.ts';
import { openTerminalRuntime, type RunRequest } from '#runtimes/index.ts';
import type { Measurement } from './measurement.ts';

const LAB = 'hello-payment';
const RUNS = 12;
const LOOPBACK_REQUESTS = 2_000;

/** The lab's solution on seeds 1 to 12; one warm-up run before. */
export async function measureCheckRate(): Promise<Measurement[]> {
  const { program, solution } = await readLab('.', LAB);
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  try {
    const reference = await loopbackRate();
    const rows: Measurement[] = [];
    for (const transport of ['fleet', 'strict'] as const) {
      const run = (seed: number) => runtime.runChecks(program, runRequest(solution, seed, transport), () => undefined);
      await run(0);
      const began = performance.now();
      for (let seed = 1; seed <= RUNS; seed += 1) await run(seed);
      const seconds = (performance.now() - began) / 1000;
      rows.push({
        name: `checks-per-second-${transport}`,
        value: (RUNS * program.checks.length) / seconds,
        unit: 'per second',
        reference,
        referenceName: 'real loopback requests per second',
      });
    }
    return rows;
  } finally {
    await runtime.close();
  }
}

const runRequest = (files: RunRequest['files'], seed: number, transport: 'fleet' | 'strict'): RunRequest => ({
  files,
  seed,
  transport,
});

/** Sequential keep-alive requests to a server in this very process: real sockets, nothing else. */
async function loopbackRate(): Promise<number> {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const began = performance.now();
  for (let index = 0; index < LOOPBACK_REQUESTS; index += 1) await getOnce(port, agent);
  const rate = LOOPBACK_REQUESTS / ((performance.now() - began) / 1000);
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
