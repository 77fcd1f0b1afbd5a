/**
 * Runs every program of the suite with every seed twice on each host and compares the hashes: twins, and page with
 * terminal.
 * @module
 */
import type { DeterminismHost } from './determinism-host.ts';
import type { DeterminismProgram } from './determinism-program.ts';
import { firstDifference } from './first-difference.ts';
import { nativePrograms } from './native-programs.ts';
import { networkPrograms } from './network-programs.ts';
import type { ProgramRun, RunOrder, Transport } from './run-program.ts';
import { systemPrograms } from './system-programs.ts';

export const PROGRAMS: readonly DeterminismProgram[] = [...nativePrograms, ...systemPrograms, ...networkPrograms];

/** This many of the seeds run in the strict transport too. */
const STRICT_SEEDS = 1;

export interface DeterminismPlan {
  readonly hosts: readonly DeterminismHost[];
  readonly programs: readonly DeterminismProgram[];
  readonly seeds: number;
}

export interface DeterminismDifference {
  readonly program: string;
  readonly seed: number;
  /** Such as `terminal fleet and page fleet`. */
  readonly between: string;
  readonly hashes: readonly [string, string];
  /** The first lines of the event logs that differ. */
  readonly first: string;
}

export interface ProgramResult {
  readonly program: string;
  /** Seeds times transports, each run twice on every host. */
  readonly runs: number;
  readonly equal: number;
  readonly eventCount: number;
  /** What the client saw with the first seed. */
  readonly held: string;
}

export interface DeterminismReport {
  readonly hosts: readonly string[];
  readonly results: readonly ProgramResult[];
  readonly differences: readonly DeterminismDifference[];
}

interface HostRun {
  readonly host: DeterminismHost;
  readonly run: ProgramRun;
}

export async function runDeterminism(plan: DeterminismPlan): Promise<DeterminismReport> {
  const results: ProgramResult[] = [];
  const differences: DeterminismDifference[] = [];
  for (const program of plan.programs) {
    const { result, found } = await runOne(plan, program);
    results.push(result);
    differences.push(...found);
  }
  return { hosts: plan.hosts.map(({ name }) => name), results, differences };
}

async function runOne({ hosts, seeds }: DeterminismPlan, program: DeterminismProgram) {
  const found: DeterminismDifference[] = [];
  const all: HostRun[] = [];
  for (const host of hosts) {
    for (const run of await host.run(program, ordersFor(seeds))) all.push({ host, run });
  }
  let [runs, equal] = [0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const ofSeed = all.filter(({ run }) => run.seed === seed);
    const first = ofSeed[0] as HostRun;
    for (const host of hosts) {
      for (const transport of transportsOf(seed)) {
        runs += 1;
        // Fleet and strict are one run, and so are page and terminal: all have the hash of the first.
        const twins = ofSeed.filter((one) => one.host === host && one.run.transport === transport);
        const other = twins.find(({ run }) => run.hash !== first.run.hash || run.held !== first.run.held);
        if (!other && twins.length === 2) equal += 1;
        else found.push(await describe(program, seed, first, other ?? first));
      }
    }
  }
  const eventCount = all.reduce((sum, { run }) => sum + run.eventCount, 0);
  return { result: { program: program.name, runs, equal, eventCount, held: all[0]?.run.held ?? '' }, found };
}

function transportsOf(seed: number): readonly Transport[] {
  return seed <= STRICT_SEEDS ? ['fleet', 'strict'] : ['fleet'];
}

/** Every run and its twin. Twins are as far apart as they can be, so that what the others leave behind would show. */
function ordersFor(seeds: number): readonly RunOrder[] {
  const once = Array.from({ length: seeds }, (_, at) =>
    transportsOf(at + 1).map((transport) => ({ seed: at + 1, transport })),
  ).flat();
  return [...once, ...once];
}

/** Runs both again, with every event and effect in words. */
async function describe(
  program: DeterminismProgram,
  seed: number,
  one: HostRun,
  other: HostRun,
): Promise<DeterminismDifference> {
  const trace = async ({ host, run }: HostRun) => {
    const [traced] = await host.run(program, [{ seed, transport: run.transport, isTraced: true }]);
    return traced?.trace ?? [];
  };
  const labels = [one, other].map(({ host, run }) => `${host.name} ${run.transport}`);
  const seenOne = await trace(one);
  const seenOther = await trace(other);
  return {
    program: program.name,
    seed,
    between: labels[0] === labels[1] ? `two runs of ${labels[0]}` : labels.join(' and '),
    hashes: [one.run.hash, other.run.hash],
    first:
      firstDifference(seenOne, seenOther) ??
      (one.run.held === other.run.held ? 'run again, the two are equal' : `${one.run.held}; ${other.run.held}`),
  };
}
