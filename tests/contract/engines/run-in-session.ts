/**
 * Runs a program in a session of a simulated runtime. The terminal's engine calls it in Node, the page's in Chromium.
 * @module
 */
import type { LabProgram, LabRuntime, ServiceStatus } from '#runtimes/lab-runtime.ts';
import { addressesOf, type ContractProgram, type ProcessOutcome, SIMULATED_PORT } from './contract-engine.ts';

/** A session moves time only while somebody waits: this host takes connections and answers none. */
const SILENT = {
  name: 'silent',
  entry: 'silent.ts',
  port: SIMULATED_PORT,
  env: {},
  code: `import net from 'node:net';\nnet.createServer(() => {}).listen(${SIMULATED_PORT});\n`,
};
const TURN_MS = 60_000;
const PROGRAM_LIMIT_MS = 600_000;

/**
 * @example
 * const outcomes = await runInSession(runtime, program);
 * outcomes[0].stdout
 */
export async function runInSession(
  runtime: LabRuntime,
  contractProgram: ContractProgram,
): Promise<readonly ProcessOutcome[]> {
  const { processes } = contractProgram;
  const printed = new Map(processes.map(({ name }) => [name, { stdout: '', stderr: '' }]));
  const errors = new Map<string, string>();
  const session = await runtime.openSession(toLabProgram(contractProgram), contractProgram.files, (event) => {
    if (event.kind === 'problem') errors.set(event.problem.service, event.problem.message);
    const of = event.kind === 'log' ? printed.get(event.line.service) : undefined;
    if (of && event.kind === 'log') of[event.line.stream] += `${event.line.text}${event.line.isOpen ? '' : '\n'}`;
  });
  try {
    const statusOf = (name: string) => session.statuses().find((status) => status.name === name);
    const last = processes.at(-1)?.name ?? '';
    let lost = '';
    for (let passedMs = 0; passedMs < PROGRAM_LIMIT_MS && statusOf(last)?.state !== 'exited'; passedMs += TURN_MS) {
      await session
        .send({ method: 'GET', url: `http://${SILENT.name}:${SILENT.port}/`, headers: [], timeoutMs: TURN_MS })
        .catch(({ code, message }: { code?: string; message: string }) => {
          if (code === 'RUNTIME_CLOSED') lost = message;
        });
      if (lost !== '') break;
    }
    return processes.map(({ name }) => {
      const { stdout, stderr } = printed.get(name) ?? { stdout: '', stderr: '' };
      return { name, stdout, stderr: lost || stderr || (errors.get(name) ?? ''), exitCode: exitCodeOf(statusOf(name)) };
    });
  } finally {
    await session.close();
  }
}

function toLabProgram({ name, processes, packages, parts }: ContractProgram): LabProgram {
  const isAlone = processes.length === 1;
  const addresses = isAlone ? {} : addressesOf(processes, (process) => ({ host: process.name, port: SIMULATED_PORT }));
  const services = processes.map((process) => ({
    name: process.name,
    entry: process.entry,
    port: SIMULATED_PORT,
    env: { TZ: 'UTC', NO_COLOR: '1', ...addresses },
  }));
  const { code, ...silent } = SILENT;
  return { id: name, services, world: [silent], checks: [], worldFiles: { [silent.entry]: code }, packages, parts };
}

function exitCodeOf(status: ServiceStatus | undefined): number | undefined {
  const code = /^exit (\d+)$/.exec(status?.ending ?? '')?.[1];
  return code === undefined ? undefined : Number(code);
}
