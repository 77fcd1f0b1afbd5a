/**
 * The log service and a program that uses its client, for tests: as real Node processes and in the simulated engine, asked in the
 * same way.
 * @module
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readFolderFiles } from '#build/read-folder-files.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { startRealProcess } from './real-process.ts';

export const LOG_ENTRY = '_broker/log/main.ts';
const CLIENT_PROGRAM = 'contract/log/programs/client-program.ts';
const LOG_ENV = { DATA_DIR: '/data/log', FLUSH_MS: '60000' };

export interface LogAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface LogSystem {
  /** Of the log service. */
  ask(method: string, path: string, body?: unknown): Promise<LogAnswer>;
  /** Runs a scenario of `tests/contract/log/programs/client-program.ts`. */
  run(scenario: string): Promise<unknown>;
  /** kill -9 of the log service, which starts again on the same disk. */
  crash(): Promise<void>;
  /** The same with SIGTERM where the engine has it. */
  close(): Promise<void>;
}

export async function openRealLog(): Promise<LogSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'log-test-'));
  const start = (port: string) =>
    startRealProcess(`labs/${LOG_ENTRY}`, { DATA_DIR: folder, FLUSH_MS: '60000', HOST: '127.0.0.1', PORT: port });
  let log = await start('0');
  const client = await startRealProcess(`tests/${CLIENT_PROGRAM}`, { LOG_URL: log.url, HOST: '127.0.0.1' });
  return {
    ask: (method, path, body) => askReal(`${log.url}${path}`, method, body),
    run: async (scenario) => (await askReal(`${client.url}/${scenario}`, 'POST')).body,
    crash: async () => {
      await log.stop();
      log = await start(new URL(log.url).port);
    },
    close: async () => {
      await client.stop();
      await log.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function askReal(url: string, method: string, body?: unknown): Promise<LogAnswer> {
  const response = await fetch(url, { method, ...(body !== undefined && { body: toText(body) }) });
  return { status: response.status, body: fromText(await response.text()) };
}

/** A text is sent as it is, so that what is no JSON can be sent too. */
const toText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));
const fromText = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

export interface LogLab {
  readonly runtime: LabRuntime;
  /** Without checks. */
  readonly program: LabProgram;
  readonly files: Readonly<Record<string, string>>;
}

/** Close its runtime. */
export async function openLogLab(): Promise<LogLab> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  const read = await readFolderFiles('labs/_broker/log');
  const sources = Object.entries(read).filter(([path]) => path.endsWith('.ts'));
  const client = (await readFile(`tests/${CLIENT_PROGRAM}`, 'utf8')).replaceAll('../../../../labs/', '../../../');
  const program: LabProgram = {
    id: 'log',
    services: [
      { name: 'log', entry: LOG_ENTRY, port: 9092, env: LOG_ENV },
      { name: 'client', entry: CLIENT_PROGRAM, port: 80, env: { LOG_URL: 'http://log:9092' } },
    ],
    world: [],
    checks: [],
    worldFiles: {},
    packages: {},
  };
  const files = Object.fromEntries(sources.map(([path, text]) => [`_broker/log/${path}`, text]));
  return { runtime, program, files: { ...files, [CLIENT_PROGRAM]: client } };
}

export async function openSimulatedLog(): Promise<LogSystem> {
  const { runtime, program, files } = await openLogLab();
  const problems: string[] = [];
  const session = await runtime.openSession(program, files, (event) => {
    if (event.kind === 'problem') problems.push(`${event.problem.service}: ${event.problem.message}`);
  });
  if (session.statuses().some(({ listening }) => !listening))
    throw new Error(`${JSON.stringify(session.statuses())}\n${problems.join('\n')}`);
  const ask = async (url: string, method: string, body?: unknown): Promise<LogAnswer> => {
    const sent = body === undefined ? {} : { body: toText(body) };
    const answer = await session.send({ method, url, headers: [], timeoutMs: 120_000, ...sent });
    return { status: answer.status, body: fromText(answer.body) };
  };
  return {
    ask: (method, path, body) => ask(`http://log:9092${path}`, method, body),
    run: async (scenario) => (await ask(`http://client/${scenario}`, 'POST')).body,
    crash: async () => {
      await session.kill('log');
      await session.start('log');
    },
    close: async () => {
      await session.close();
      await runtime.close();
    },
  };
}
