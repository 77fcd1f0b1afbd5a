/**
 * Runs a program in a session of a simulated runtime. The terminal's engine calls it in Node, the page's in Chromium.
 * @module
 */
import type { LabProgram, LabRuntime, LabSession } from '#runtimes/lab-runtime.ts';
import { addressesOf, type ContractProgram, type ProcessOutcome, SIMULATED_PORT } from './contract-engine.ts';

/**
 * A session moves time only while somebody waits: this host takes connections, answers none, and outlives those who
 * wait no longer.
 */
const SILENT = {
  name: 'silent',
  entry: 'silent.ts',
  port: SIMULATED_PORT,
  env: {},
  code: `import net from 'node:net';\nnet.createServer((socket) => socket.on('error', () => {})).listen(${SIMULATED_PORT});\n`,
};
const TURN_MS = 60_000;
/** curl's exit code for a request without an answer in time. */
const TIMED_OUT = 28;
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
    let left = '';
    for (let passedMs = 0; left === '' && statusOf(last)?.state !== 'exited'; passedMs += TURN_MS) {
      left =
        passedMs < PROGRAM_LIMIT_MS ? await passTime(session) : `still running after ${PROGRAM_LIMIT_MS / 1_000} s`;
    }
    return processes.map(({ name }) => {
      const { stdout, stderr } = printed.get(name) ?? { stdout: '', stderr: '' };
      const ending = statusOf(name)?.ending;
      return {
        name,
        stdout,
        stderr: stderr || (errors.get(name) ?? ''),
        exitCode: exitCodeOf(ending),
        ending: ending ?? (left || 'still running when the last process had ended'),
      };
    });
  } finally {
    await session.close();
  }
}

/** @returns Why no more time can pass; empty when a turn has. */
async function passTime(session: LabSession): Promise<string> {
  try {
    const url = `http://${SILENT.name}:${SILENT.port}/`;
    const { status } = await session.send({ method: 'GET', url, headers: [], timeoutMs: TURN_MS });
    return `left, because ${SILENT.name} answered ${status}`;
  } catch (error) {
    const { curlCode, message } = error as Error & { readonly curlCode?: number };
    return curlCode === TIMED_OUT ? '' : `left, because time cannot pass: ${message}`;
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

function exitCodeOf(ending: string | undefined): number | undefined {
  const code = /^exit (\d+)$/.exec(ending ?? '')?.[1];
  return code === undefined ? undefined : Number(code);
}
