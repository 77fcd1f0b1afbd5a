/**
 * `python producer.py` beside a log service, for tests: in real Node and in the simulated engine.
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readFolderFiles } from '#build/read-folder-files.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from './check-code.ts';
import { startRealProcess } from './real-process.ts';

export interface PythonRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface PythonSystem {
  /** Runs `python producer.py` with this text. It reaches the log as `localhost:9092`. */
  run(source: string, ...args: readonly string[]): Promise<PythonRun>;
  /** Asks the log service. */
  get(path: string): Promise<unknown>;
  put(path: string, body: object): Promise<unknown>;
  close(): Promise<void>;
}

/** The log has a free port of its own, and `localhost:9092` in the script is changed to it: 9092 may be another's. */
export async function openRealPython(): Promise<PythonSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'python-test-'));
  const log = await startRealProcess('labs/_broker/log/main.ts', { DATA_DIR: join(folder, 'log'), HOST: '127.0.0.1' });
  const program = resolve('labs/_broker/python/main.ts');
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${log.url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    return answer.json();
  };
  return {
    run: async (source, ...args) => {
      const script = source.replaceAll('localhost:9092', `localhost:${new URL(log.url).port}`);
      await writeFile(join(folder, 'producer.py'), script);
      return new Promise((done) => {
        const child = execFile(
          process.execPath,
          [program, 'producer.py', ...args],
          { cwd: folder },
          (_, stdout, stderr) => done({ stdout, stderr, code: child.exitCode ?? -1 }),
        );
      });
    },
    get: (path) => ask('GET', path),
    put: (path, body) => ask('PUT', path, body),
    close: async () => {
      await log.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const MACHINE = '_broker/machine.ts';

export interface PythonLab {
  readonly runtime: LabRuntime;
  /** Without checks. */
  readonly program: LabProgram;
  readonly files: Readonly<Record<string, string>>;
}

/** Close its runtime. */
export async function openPythonLab(): Promise<PythonLab> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  return { runtime, ...(await readPythonLab()) };
}

/** Without a runtime. */
export async function readPythonLab(): Promise<Omit<PythonLab, 'runtime'>> {
  const folders = await Promise.all(['log', 'python'].map((name) => readFolderFiles(`labs/_broker/${name}`)));
  const files = folders.flatMap((read, index) =>
    Object.entries(read).map(([path, text]) => [`_broker/${index === 0 ? 'log' : 'python'}/${path}`, text] as const),
  );
  const program: LabProgram = {
    id: 'python',
    services: [{ name: 'machine', entry: MACHINE, port: 80, env: {} }],
    world: [],
    checks: [],
    worldFiles: {},
    packages: {},
    parts: ['micropython'],
  };
  const machine = await readFile('tests/contract/python/programs/machine.ts', 'utf8');
  const sources = files.filter(([path]) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  return { program, files: { ...Object.fromEntries(sources), [MACHINE]: machine } };
}

export async function openSimulatedPython(): Promise<PythonSystem> {
  const { runtime, program, files } = await openPythonLab();
  const problems: string[] = [];
  const session = await runtime.openSession(program, files, (event) => {
    if (event.kind === 'problem') problems.push(`${event.problem.service}: ${event.problem.message}`);
  });
  if (session.statuses().some(({ listening }) => !listening))
    throw new Error(`${JSON.stringify(session.statuses())}\n${problems.join('\n')}`);
  const ask = async (method: string, url: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return JSON.parse((await session.send({ method, url, headers: [], timeoutMs: 120_000, ...sent })).body);
  };
  return {
    run: async (source, ...args) => (await ask('POST', 'http://machine/', { source, args })) as PythonRun,
    get: (path) => ask('GET', `http://machine:9092${path}`),
    put: (path, body) => ask('PUT', `http://machine:9092${path}`, body),
    close: async () => {
      await session.close();
      await runtime.close();
    },
  };
}

/** A lab with a check that runs `python producer.py` once; what it holds is the run, and the next offset of this topic. */
export function withPythonCheck(program: LabProgram, source: string, topic: string): LabProgram {
  const sent = JSON.stringify(JSON.stringify({ source, args: [] }));
  const code = checkCode(`
    const run = { method: 'POST', url: 'http://machine/', body: ${sent}, timeoutMs: 60_000 };
    const first = await bench.request(run);
    const asked = { method: 'GET', url: 'http://machine:9092/topics/${topic}', timeoutMs: 60_000 };
    const { response } = await bench.request(asked);
    return pass(JSON.stringify([JSON.parse(first.response.body), JSON.parse(response.body).partitions[0].nextOffset]));`);
  return { ...program, checks: [{ id: 'C1', slug: '01-python', title: 'Python', code }] };
}
