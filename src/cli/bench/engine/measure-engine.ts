/**
 * How fast the engine is, in the terminal and in the page: the scenario that the marks name, the start of many services,
 * memory, and one simulated hop against a real one. Node only; Chromium for the page.
 * @module
 */
import { readLab } from '#build/read-lab.ts';
import { CourseError } from '#course/course-error.ts';
import { loopbackRate } from '../loopback-rate.ts';
import { type Measurement, median } from '../measurement.ts';
import { chain, manyServices, replicaScenario } from './benchmark-programs.ts';
import type { EngineHost } from './engine-host.ts';
import { measureGap } from './measure-gap.ts';
import { openPageHost } from './page-host.ts';
import { openTerminalHost } from './terminal-host.ts';
import { requirePass, type TimedRun } from './time-run.ts';

const RUNS = 5;
const SERVICES = 12;
const SEEDS = 12;
const GOAL_S = { fleet: 1, strict: 3 } as const;
const TRANSPORTS = ['fleet', 'strict'] as const;

/** @param executablePath Chromium. */
export async function measureEngine(executablePath: string): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  const hashes = new Set<string>();
  const loopback = await loopbackRate();
  for (const open of [openTerminalHost, () => openPageHost(executablePath)]) {
    const host = await open();
    try {
      rows.push(
        ...(await measureScenario(host, hashes)),
        await measureHop(host, loopback),
        await measureSeed(host, loopback),
        ...(await measureStart(host)),
      );
    } finally {
      await host.close();
    }
  }
  rows.push(await measureGap(executablePath));
  if (hashes.size === 1) return rows;
  throw new CourseError('BENCH_HASHES_DIFFER', {
    message: `Cannot compare the engine's runs: one seed gave the event-log hashes ${[...hashes].join(', ')}, but should give one`,
    hint: 'Something in the run depends on the host or on the transport. Compare the timelines of two runs.',
  });
}

async function measureScenario(host: EngineHost, hashes: Set<string>): Promise<Measurement[]> {
  const system = await replicaScenario();
  const trips = await host.roundTripsPerSecond();
  const rows: Measurement[] = [];
  for (const transport of TRANSPORTS) {
    // The first compiles; whatever becomes of it is not counted.
    await host.run(system, transport);
    const runs: TimedRun[] = [];
    const cpuBefore = await host.cpuSeconds();
    for (let run = 0; run < RUNS; run += 1) runs.push(requirePass(await host.run(system, transport)));
    const cpu = ((await host.cpuSeconds()) - cpuBefore) / RUNS;
    for (const { hash } of runs) hashes.add(hash);
    const seconds = median(runs.map(({ ms }) => ms)) / 1_000;
    const { eventCount, hash, said } = runs[0] as TimedRun;
    const reference = eventCount / trips;
    const referenceName = 'as many raw port round trips';
    const name = `${transport}-${host.name}`;
    rows.push(
      {
        name: `scenario-${name}-s`,
        value: seconds,
        unit: 's',
        reference,
        referenceName,
        note: `goal < ${GOAL_S[transport]} s; ${eventCount} events, hash ${hash}; ${said}`,
      },
      { name: `scenario-${name}-cpu-s`, value: cpu, unit: 's', reference, referenceName },
      {
        name: `events-per-second-${name}`,
        value: eventCount / seconds,
        unit: 'per second',
        reference: trips,
        referenceName: 'raw port round trips per second',
      },
    );
  }
  return rows;
}

/** One request of a program to a program, in virtual time, against one of real Node over loopback. */
async function measureHop(host: EngineHost, loopback: number): Promise<Measurement> {
  const system = await chain(1);
  await host.run(system, 'fleet');
  const { phasesMs } = requirePass(await host.run(system, 'fleet'));
  return {
    name: `hops-per-second-fleet-${host.name}`,
    value: 2_000 / ((phasesMs[0] ?? 0) / 1_000),
    unit: 'per second',
    reference: loopback,
    referenceName: 'real loopback requests per second',
  };
}

/** All checks of the lab's solution on one seed. */
async function measureSeed(host: EngineHost, loopback: number): Promise<Measurement> {
  const { program, solution: files } = await readLab('.', 'hello-payment');
  const times: number[] = [];
  for (let seed = 0; seed <= SEEDS; seed += 1) times.push((await host.run({ program, files }, 'fleet', seed)).ms);
  return {
    name: `seed-fleet-${host.name}-ms`,
    value: median(times.slice(1)),
    unit: 'ms',
    reference: 1_000 / loopback,
    referenceName: 'one real loopback request',
  };
}

async function measureStart(host: EngineHost): Promise<Measurement[]> {
  const system = await manyServices(SERVICES);
  const trips = await host.roundTripsPerSecond();
  await host.start(system);
  await host.stop();
  const before = await host.memoryMb();
  const ms = await host.start(system);
  const after = await host.memoryMb();
  await host.stop();
  const start: Measurement = {
    name: `start-${SERVICES}-services-${host.name}-ms`,
    value: ms,
    unit: 'ms',
    reference: 1_000 / trips,
    referenceName: 'one raw port round trip',
  };
  if (before === undefined || after === undefined) return [start];
  return [
    start,
    {
      name: `memory-per-process-${host.name}-mb`,
      value: (after - before) / SERVICES,
      unit: 'MB',
      reference: before,
      referenceName: 'the host before',
    },
  ];
}
