/**
 * The broker as learners have it: a process of the simulated engine, in the terminal and in a page, with an unmodified amqplib
 * in another. Node only; Chromium for the page.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleCheck } from '#build/bundle-checks.ts';
import { readLab } from '#build/read-lab.ts';
import type { BenchmarkSystem } from '../engine/benchmark-programs.ts';
import { openPageHost } from '../engine/page-host.ts';
import { openTerminalHost } from '../engine/terminal-host.ts';
import { requirePass } from '../engine/time-run.ts';
import { type Measurement, median } from '../measurement.ts';
import { COUNTS } from './programs/exchange-messages.check.ts';

const RUNS = 3;
const CLIENT = 'programs/amqp-client.ts';
const NOTE = 'two simulated processes; the reference is a process of its own on this machine';

/** What RabbitMQ does a second in the same run. */
interface Reference {
  readonly pingPong: number;
  readonly confirmAndAck: number;
}

/** @param executablePath Chromium. */
export async function measureBrokerInEngine(
  executablePath: string,
  reference: Reference,
  product: string,
): Promise<Measurement[]> {
  const system = await brokerAndClient();
  const rows: Measurement[] = [];
  for (const open of [openTerminalHost, () => openPageHost(executablePath)]) {
    const host = await open();
    try {
      // The first compiles.
      await host.run(system, 'fleet');
      const phases: (readonly number[])[] = [];
      for (let run = 0; run < RUNS; run += 1) phases.push(requirePass(await host.run(system, 'fleet')).phasesMs);
      const rate = (name: string, phase: number, count: number, theirs: number): Measurement => ({
        name: `broker-${name}-${host.name}`,
        value: count / (median(phases.map((ms) => ms[phase] ?? 0)) / 1_000),
        unit: 'per second',
        reference: theirs,
        referenceName: `${product}, per second`,
        note: NOTE,
      });
      rows.push(
        rate('ping-pong', 0, COUNTS['ping-pong'], reference.pingPong),
        rate('confirm-and-ack', 1, COUNTS['confirm-and-ack'], reference.confirmAndAck),
      );
    } finally {
      await host.close();
    }
  }
  return rows;
}

/** The broker of the lab that has one, as that lab has it, and the benchmark's client in the place of the shop. */
async function brokerAndClient(): Promise<BenchmarkSystem> {
  const { program } = await readLab('.', 'add-a-message-broker');
  const here = fileURLToPath(new URL('.', import.meta.url));
  const read = async (path: string) => [path, await readFile(`${here}${path}`, 'utf8')] as const;
  const slug = 'exchange-messages';
  const code = await bundleCheck('.', `src/cli/bench/broker/programs/${slug}.check.ts`);
  return {
    program: {
      id: 'broker-and-client',
      services: [{ name: 'client', entry: CLIENT, port: 80, env: { AMQP_URL: 'amqp://broker' } }],
      world: program.world.filter(({ name }) => name === 'broker'),
      checks: [{ id: 'B1', slug, title: 'Exchange messages', code }],
      worldFiles: program.worldFiles,
      packages: program.packages,
    },
    files: Object.fromEntries(await Promise.all([CLIENT, 'broker-workloads.ts'].map(read))),
  };
}
