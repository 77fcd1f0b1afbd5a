/**
 * Runs a program of the determinism suite on a runtime. In Node and in a page.
 * @module
 */
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import type { DeterminismProgram } from './determinism-program.ts';

export type Transport = 'strict' | 'fleet';

export interface ProgramRun {
  readonly program: string;
  readonly seed: number;
  readonly transport: Transport;
  readonly hash: string;
  readonly eventCount: number;
  /** What the client saw, such as `10 × 200`; or why the run is none. */
  readonly held: string;
  readonly trace?: readonly string[];
}

const scenarioCode = (scenario: string): string => `
const get = (path, service = 'shop') => ({ method: 'GET', url: 'http://' + service + path });
const run = async (bench) => {
  ${scenario}
  await bench.settle(2_000);
  const counts = new Map();
  for (const { outcome, response } of bench.history()) {
    const key = response ? String(response.status) : outcome;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { verdict: 'pass', held: [...counts].sort().map(([key, count]) => count + ' × ' + key).join(', ') };
};
module.exports.default = { run };
`;

const fileOf = (service: string): string => `${service}/main.js`;

const toLab = ({ name, services, scenario }: DeterminismProgram): LabProgram => ({
  id: name,
  services: Object.keys(services).map((service) => ({ name: service, entry: fileOf(service), port: 80, env: {} })),
  world: [],
  checks: [{ id: 'run', slug: '01-run', title: name, code: scenarioCode(scenario) }],
  worldFiles: {},
  packages: {},
});

export interface RunOrder {
  readonly seed: number;
  readonly transport: Transport;
  readonly isTraced?: boolean;
}

/** Runs in order. Fleet runs share a thread, so that what one leaves behind would show in the next. */
export async function runProgram(
  runtime: LabRuntime,
  program: DeterminismProgram,
  orders: readonly RunOrder[],
): Promise<readonly ProgramRun[]> {
  const lab = toLab(program);
  const files = Object.fromEntries(
    Object.entries(program.services).map(([service, source]) => [fileOf(service), source]),
  );
  const runs: ProgramRun[] = [];
  for (const { seed, transport, isTraced = false } of orders) {
    const { checks } = await runtime.runChecks(lab, { files, seed, transport, isTraced }, () => {});
    const [report] = checks;
    if (!report) throw new Error(`${program.name} gave no report`);
    const { hash, eventCount, verdict, held, reason, trace } = report;
    runs.push({
      program: program.name,
      seed,
      transport,
      hash,
      eventCount,
      held: verdict === 'pass' ? held : `${verdict}: ${reason ?? held}`,
      ...(trace && { trace }),
    });
  }
  return runs;
}
