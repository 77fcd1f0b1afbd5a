/**
 * `node:child_process`: starts files of the lab as processes of their own on the machine of the one that calls. They share
 * its host name, ports and disk, and end with its first process. Runs inside one process.
 * @module
 */
import { abortError, requireSignal } from '../abort.ts';
import { invalidArgType } from '../errors.ts';
import { currentProcess } from '../process-context.ts';
import { clearTimeout, setTimeout } from '../timers/timers.ts';
import { ChildProcess, tooManyChildren } from './child-process.ts';
import { outputTarget, placeText, readCommand, readStdio, refuse, splitCommand } from './child-command.ts';
import { collectOutput, type Collect, promisified } from './collect-output.ts';

interface SpawnOptions {
  readonly cwd?: unknown;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly stdio?: unknown;
  readonly shell?: unknown;
  readonly detached?: unknown;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly killSignal?: unknown;
  readonly serialization?: unknown;
  readonly silent?: boolean;
  readonly execArgv?: readonly string[];
  readonly execPath?: string;
}

const EXEC_PATH = '/usr/bin/node';

const readEnvironment = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value as string}`]])),
  );

/** Ends the child when the signal says so, or when its time is over. */
const limit = (child: ChildProcess, { signal, timeout = 0, killSignal }: SpawnOptions): void => {
  requireSignal(signal);
  if (timeout > 0) {
    const timer = setTimeout(() => child.kill(killSignal), timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  if (!signal) return;
  const abort = () => {
    if (child.kill(killSignal)) child.emit('error', abortError(signal));
  };
  if (signal.aborted) currentProcess().nextTick(abort);
  else {
    signal.addEventListener('abort', abort, { once: true });
    child.once('exit', () => signal.removeEventListener('abort', abort));
  }
};

const start = (file: unknown, args: readonly string[], options: SpawnOptions): ChildProcess => {
  const process = currentProcess();
  if (options.shell) refuse('a shell', 'leave "shell" out and pass the file and its arguments in a list');
  if (options.detached) refuse('"detached"', 'a process that must outlive its service is a service of its own');
  if (options.serialization === 'advanced') refuse('serialization "advanced"', 'send what JSON can tell');
  const cwd = options.cwd === undefined ? process.cwd : placeText(options.cwd, 'options.cwd');
  const stdio = readStdio(options.stdio);
  const { entry, args: rest } = readCommand(file, args, cwd);
  const pid = process.family.nextPid();
  if (pid === undefined) throw tooManyChildren();
  const child = new ChildProcess();
  child.begin(process, pid, {
    entry,
    env: readEnvironment(options.env ?? process.env),
    launch: {
      args: rest,
      cwd,
      stdin: stdio[0] === 'pipe' ? 'pipe' : 'ignore',
      stdout: outputTarget(process, 'stdout', stdio[1], pid),
      stderr: outputTarget(process, 'stderr', stdio[2], pid),
      hasChannel: stdio.includes('ipc'),
    },
    spawnfile: file as string,
    spawnargs: [file as string, ...args],
    pipes: { stdin: stdio[0] === 'pipe', stdout: stdio[1] === 'pipe', stderr: stdio[2] === 'pipe' },
  });
  limit(child, options);
  return child;
};

type Given = readonly [args: readonly string[], options: SpawnOptions];

/** Arguments may be left out. */
const readArguments = (args: unknown, options: unknown, expected = 'of type object'): Given => {
  if (args !== undefined && args !== null && !Array.isArray(args)) {
    if (typeof args !== 'object' || options !== undefined) throw invalidArgType('args', expected, args);
    return [[], args as SpawnOptions];
  }
  if (options !== undefined && options !== null && typeof options !== 'object')
    throw invalidArgType('options', 'of type object', options);
  return [((args ?? []) as readonly unknown[]).map(String), (options ?? {}) as SpawnOptions];
};

const spawn = (file: unknown, given?: unknown, options?: unknown): ChildProcess => {
  if (typeof file !== 'string') throw invalidArgType('file', 'of type string', file);
  return start(file, ...readArguments(given, options));
};

const fork = (file: unknown, given?: unknown, options?: unknown): ChildProcess => {
  const path = placeText(file, 'modulePath');
  const [args, rest] = readArguments(given, options, 'an instance of Array');
  const { silent = false, execArgv = [], execPath = EXEC_PATH } = rest;
  const both = silent ? 'pipe' : 'inherit';
  const stdio: unknown = rest.stdio ?? [both, both, both, 'ipc'];
  const list = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio, 'ipc'];
  return start(execPath, [...execArgv, path, ...args], { ...rest, shell: false, stdio: list });
};

type Callback = Parameters<typeof collectOutput>[2];
type ExecOptions = SpawnOptions & Collect;

const execFile = (file: unknown, ...given: readonly unknown[]): ChildProcess => {
  const values = [...given];
  const callback = typeof values.at(-1) === 'function' ? (values.pop() as Callback) : undefined;
  const [args, options] = readArguments(values[0], values[1]);
  const child = spawn(file, args, { ...options, stdio: 'pipe', timeout: 0, signal: undefined });
  return collectOutput(child, options as ExecOptions, callback);
};

const exec = (command: unknown, ...given: readonly unknown[]): ChildProcess => {
  const callback = given.find((value) => typeof value === 'function') as Callback;
  const [first] = given;
  const options = (typeof first === 'object' && first !== null ? first : {}) as ExecOptions;
  const [file = '', ...args] = splitCommand(command);
  const child = spawn(file, args, { ...options, shell: false, stdio: 'pipe', timeout: 0, signal: undefined });
  return collectOutput(child, { ...options, shown: String(command) }, callback);
};

const refuseSync = (name: string, instead: string) => (): never =>
  refuse(`"${name}"`, `nothing else could run meanwhile; use ${instead}`);

export const childProcessModule = {
  ChildProcess,
  spawn,
  fork,
  exec: promisified(exec),
  execFile: promisified(execFile),
  spawnSync: refuseSync('spawnSync', 'spawn'),
  execSync: refuseSync('execSync', 'exec'),
  execFileSync: refuseSync('execFileSync', 'execFile'),
};
