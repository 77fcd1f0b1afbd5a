/**
 * Starts the broker of `labs/_broker/amqp` as a process of this machine's Node, on loopback. Node only, POSIX.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup, MARKER_VARIABLE, ProcessRegister } from '#bench/real/process-register.ts';
import { CourseError } from '#course/course-error.ts';
import { startRunGuard } from '#runtimes/local-node/run-guard.ts';

export interface StartBrokerOptions {
  /** The project's root folder. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Made when it is not there. */
  readonly dataFolder?: string | undefined;
  /** What it says of mistakes of its own. */
  readonly onLine?: (line: string) => void;
}

export interface RunningBroker {
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  /** SIGTERM: clients are told. SIGKILL when that takes too long. */
  stop(): Promise<void>;
}

/** Both of them: a client may take localhost for either. */
const LOOPBACK = '127.0.0.1,::1';
const GRACE_MS = 5_000;

/**
 * Resolves when it listens.
 *
 * @throws {CourseError} `BROKER_PORT_TAKEN`; `BROKER_FAILED` with the broker's own words.
 *
 * @example
 * const broker = await startBroker({ root: '.', port: 0 });
 * await connect(`amqp://127.0.0.1:${broker.port}`);
 * await broker.stop();
 */
export async function startBroker({ root, port, dataFolder, onLine }: StartBrokerOptions): Promise<RunningBroker> {
  const guarded = mkdtempSync(join(tmpdir(), 'ensemble-broker-'));
  mkdirSync(join(guarded, 'run'));
  // Whatever ends first, even by kill -9, nothing is left running.
  const guard = startRunGuard(guarded);
  const register = new ProcessRegister(join(guarded, 'run'));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'labs/_broker/amqp/main.ts')],
    {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOST: LOOPBACK,
        PORT: String(port),
        ...(dataFolder !== undefined && { DATA_DIR: resolve(dataFolder) }),
        [MARKER_VARIABLE]: register.marker,
      },
      // A group of its own: Ctrl-C in the terminal reaches it by us only.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const pid = child.pid ?? 0;
  if (pid > 0) register.add(pid);
  const ended = once(child, 'close').then(([code, signal]): number | string => {
    if (pid > 0) register.remove(pid);
    return (signal as string | null) ?? (code as number);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => pid > 0 && endGroup(pid), GRACE_MS);
    await ended;
    clearTimeout(timer);
    await guard.dismiss();
  };

  const said: string[] = [];
  let isListening = false;
  const heard = Promise.withResolvers<number>();
  const hear = (line: string): void => {
    const told = portIn(line);
    if (told !== undefined) heard.resolve(told);
    else if (!isListening) said.push(line);
    else if (!line.includes('"level":"info"')) onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', hear);
  const listening = await Promise.race([heard.promise, ended.then(() => undefined)]);
  isListening = listening !== undefined;
  if (listening !== undefined) return { port: listening, pid, ended, stop };
  await guard.dismiss();
  throw failure(port, said.join('\n'));
}

/** The port in the line by which the broker says that it listens. */
function portIn(line: string): number | undefined {
  try {
    const { message, port } = JSON.parse(line) as { readonly message?: unknown; readonly port?: unknown };
    return message === 'listening' && typeof port === 'number' ? port : undefined;
  } catch {
    return undefined;
  }
}

function failure(port: number, said: string): CourseError {
  if (said.includes('EADDRINUSE')) {
    return new CourseError('BROKER_PORT_TAKEN', {
      message: `Cannot start the broker: port ${port} is in use, it should be free`,
      hint: 'Stop the program that listens there, or choose another: npm run broker -- --port 5673.',
    });
  }
  return new CourseError('BROKER_FAILED', {
    message: 'Cannot start the broker: its process ended, it should listen',
    hint: said === '' ? 'It printed nothing.' : `It printed:\n${said}`,
  });
}
