/**
 * Our own broker as a real process, the program that `npm run broker` runs: a free port of loopback and a data folder of its own.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#platform/free-port.ts';
import { TELL_PORT } from '../real-process.ts';
import type { AmqpBroker } from '#cli/bench/broker/amqp-broker.ts';
import { within } from '#platform/within.ts';

const START_LIMIT_MS = 60_000;

export interface EnsembleBroker extends AmqpBroker {
  /** Where it keeps what is durable. */
  readonly dataFolder: string;
  /** Everything printed since the last start. */
  readonly printed: string;
  /** Resolves when the process has ended by itself, or was killed. */
  ended(): Promise<void>;
}

interface BrokerOptions {
  /** Modules that Node loads before the program (`--import`). */
  readonly preload?: readonly string[];
  /** A folder of an earlier broker; it is left when this one stops. */
  readonly dataFolder?: string;
}

/**
 * @throws when the process ends before it listens; the message holds what it printed.
 */
export async function startEnsembleBroker({ preload = [], dataFolder }: BrokerOptions = {}): Promise<EnsembleBroker> {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'ensemble-broker-'));
  const port = await freePort();
  let running = await start(port, folder, preload);
  return {
    product: 'Ensemble broker',
    port,
    dataFolder: folder,
    get pid() {
      return running.child.pid ?? 0;
    },
    get printed() {
      return running.printed.join('');
    },
    ended: () => exit(running.child),
    restart: async () => {
      await end(running.child);
      running = await start(port, folder, preload);
    },
    stop: async () => {
      await end(running.child);
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(port: number, folder: string, preload: readonly string[]) {
  const imports = [TELL_PORT, ...preload].flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...imports, 'labs/_broker/amqp/main.ts'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const listening = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code, signal) =>
      reject(new Error(`the broker ended (${code ?? signal}) before it listened:\n${printed.join('')}`)),
    );
  });
  await within(START_LIMIT_MS, 'the broker to listen', listening);
  return { child, printed };
}

async function exit(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await within(START_LIMIT_MS, 'the broker to stop', exit(child));
}
