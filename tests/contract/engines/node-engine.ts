/**
 * Real Node: each process a child process, on loopback.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '#platform/free-port.ts';
import {
  addressesOf,
  CAPABILITIES,
  type ContractEngine,
  type ContractProcess,
  type ContractProgram,
  type ProcessOutcome,
  SIMULATED_PORT,
} from './contract-engine.ts';

const BEHAVIOURS = new URL('../behaviours/', import.meta.url);
const READY_LINE = '{"ready":true}\n';
/** A program whose behaviours all reach their own limits ends by itself before this. */
const PROGRAM_LIMIT_MS = 120_000;

interface RunningProcess {
  readonly child: ChildProcess;
  /** Resolves when it said that it is ready, or ended. */
  readonly isReady: Promise<void>;
  readonly hasEnded: Promise<void>;
  outcome(): ProcessOutcome;
}

export function openNodeEngine(): ContractEngine {
  return { name: 'node', capabilities: new Set(CAPABILITIES), run: runInNode, close: () => Promise.resolve() };
}

async function runInNode({ processes }: ContractProgram): Promise<readonly ProcessOutcome[]> {
  const isAlone = processes.length === 1;
  const ports = isAlone ? [SIMULATED_PORT] : await Promise.all(processes.map(freePort));
  const env = isAlone
    ? {}
    : addressesOf(processes, (process) => ({ host: '127.0.0.1', port: ports[processes.indexOf(process)] ?? 0 }));
  const running: RunningProcess[] = [];
  for (const [index, process] of processes.entries()) {
    const started = startProcess(process, { ...env, PORT: String(ports[index]) });
    running.push(started);
    if (index < processes.length - 1) await started.isReady;
  }
  const limit = setTimeout(() => running.at(-1)?.child.kill('SIGKILL'), PROGRAM_LIMIT_MS);
  await running.at(-1)?.hasEnded;
  clearTimeout(limit);
  const outcomes = running.map(({ outcome }) => outcome());
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ hasEnded }) => hasEnded));
  return outcomes;
}

function startProcess(process: ContractProcess, env: Readonly<Record<string, string>>): RunningProcess {
  const child = spawn(
    globalThis.process.execPath,
    ['--no-warnings', fileURLToPath(new URL(process.entry, BEHAVIOURS))],
    {
      env: { ...plainEnvironment(), TZ: 'UTC', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const printed = { stdout: '', stderr: '' };
  let exitCode: number | undefined;
  let ending = 'still running when the last process had ended';
  const hasEnded = new Promise<void>((resolve) => {
    // 'close', not 'exit': all that was printed has come by then.
    child.once('close', (code, signal) => {
      exitCode = code ?? undefined;
      ending = signal ?? `exit ${code}`;
      resolve();
    });
  });
  const isReady = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text;
      if (printed.stdout.includes(READY_LINE)) resolve();
    });
    void hasEnded.then(resolve);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  return { child, isReady, hasEnded, outcome: () => ({ name: process.name, ...printed, exitCode, ending }) };
}

/** The test runner's own settings are no part of the comparison. */
function plainEnvironment(): Record<string, string | undefined> {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}
