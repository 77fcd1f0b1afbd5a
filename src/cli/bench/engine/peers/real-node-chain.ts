/**
 * The chain as real processes of this Node, over loopback. Node only.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#platform/free-port.ts';
import { CHAIN_AT_ONCE, CHAIN_REQUESTS, type ChainOutcome } from './chain-rates.ts';

const START_LIMIT_MS = 10_000;
const LINKS = 3;

export async function realNodeChain(): Promise<ChainOutcome> {
  const ports = await Promise.all(Array.from({ length: LINKS + 1 }, freePort));
  const [clientPort, ...linkPorts] = ports;
  const urlOf = (port: number | undefined) => `http://127.0.0.1:${port}/`;
  const processes = linkPorts.map((port, index) => {
    const next = linkPorts[index + 1];
    return start('link.ts', port, next === undefined ? {} : { NEXT_URL: urlOf(next) });
  });
  processes.push(start('chain-client.ts', clientPort ?? 0, { NEXT_URL: urlOf(linkPorts[0]), HOPS: String(LINKS) }));
  try {
    // The last link first: a link passes the question on.
    for (const port of ports.toReversed())
      await untilItListens(urlOf(port), port === clientPort ? '?count=0&atOnce=1' : '');
    await ask(urlOf(clientPort), CHAIN_REQUESTS / 10, 1);
    return {
      oneAtATime: await ask(urlOf(clientPort), CHAIN_REQUESTS, 1),
      manyAtOnce: await ask(urlOf(clientPort), CHAIN_REQUESTS, CHAIN_AT_ONCE),
    };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const process of processes) process.kill('SIGKILL');
  }
}

function start(program: string, port: number, env: Readonly<Record<string, string>>): ChildProcess {
  const file = fileURLToPath(new URL(`../programs/${program}`, import.meta.url));
  return spawn(process.execPath, [file], { env: { PORT: String(port), ...env }, stdio: 'ignore' });
}

/** Requests a second. */
async function ask(url: string, count: number, atOnce: number): Promise<number> {
  const startedMs = performance.now();
  const answer = await fetch(`${url}?count=${count}&atOnce=${atOnce}`);
  const { right } = (await answer.json()) as { right: number };
  if (right !== count) throw new Error(`${right} of ${count} answers were right`);
  return count / ((performance.now() - startedMs) / 1_000);
}

async function untilItListens(url: string, query: string): Promise<void> {
  const endMs = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await (await fetch(url + query)).text();
      return;
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await wait(20);
    }
  }
}
