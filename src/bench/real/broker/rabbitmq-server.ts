/**
 * The real RabbitMQ as a child of this process, on loopback: ports as they are given, data and settings in a folder, no system
 * service. Node only, POSIX.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '#platform/within.ts';
import type { Rabbitmq } from './find-rabbitmq.ts';

export interface RabbitmqServerOptions {
  readonly rabbitmq: Rabbitmq;
  /** What is durable is found again by the next server in the same folder. */
  readonly folder: string;
  readonly ports: RabbitmqPorts;
}

/** Ports of loopback that nobody listens on. */
export interface RabbitmqPorts {
  readonly amqp: number;
  /** Of Erlang's name service, which belongs to this server alone. */
  readonly names: number;
  /** At which other nodes would find it. */
  readonly distribution: number;
  /** Of its management interface; none without. */
  readonly management?: number;
}

export interface RabbitmqServer {
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it, with the last that it printed. */
  readonly ended: Promise<string>;
  /** Ends it as an administrator does; when it does not end, by force. */
  stop(): Promise<void>;
}

/** A loaded machine needs a minute. */
export const RABBITMQ_START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;
const NAMES_LIMIT_MS = 10_000;
const NAMES_PAUSE_MS = 20;
const TAIL_CHARACTERS = 4_000;
/** Its counts are those of a moment ago; checks look once a second. */
const COUNTED_EVERY_MS = 100;
const HOST = '127.0.0.1';

/**
 * Resolves when it takes connections.
 *
 * @throws {Error} when it does not start; the message holds what it printed last.
 *
 * @example
 * const server = await startRabbitmqServer({ rabbitmq, folder: '/tmp/a', ports: { amqp: 20_417, names: 20_418, distribution: 20_419 } });
 * await server.stop();
 */
export async function startRabbitmqServer(options: RabbitmqServerOptions): Promise<RabbitmqServer> {
  const env = prepare(options);
  const names = await startNames(options.ports.names);
  const child = spawn('sh', ['-c', 'exec "$0" "$@"', options.rabbitmq.script], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ready = Promise.withResolvers<void>();
  const read = (text: string): void => {
    printed = (printed + text).slice(-TAIL_CHARACTERS);
    if (printed.includes('Server startup complete')) ready.resolve();
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const ended = once(child, 'close').then(async ([code, signal]) => {
    ready.reject(new Error(`RabbitMQ ended with ${String(code ?? signal)}:\n${printed}`));
    await end(names);
    return printed;
  });
  try {
    await within(RABBITMQ_START_LIMIT_MS, 'RabbitMQ to start', ready.promise);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      await end(child);
      await ended;
    },
  };
}

/** @returns The environment of a server that finds its settings and its data in the folder alone. */
function prepare({ folder, ports }: RabbitmqServerOptions): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  const management = [
    `management.tcp.ip = ${HOST}`,
    `management.tcp.port = ${ports.management}`,
    `collect_statistics_interval = ${COUNTED_EVERY_MS}`,
  ];
  const settings = [
    'log.console = true',
    'log.console.level = info',
    ...(ports.management === undefined ? [] : management),
  ];
  writeFileSync(join(folder, 'plugins'), ports.management === undefined ? '[].\n' : '[rabbitmq_management].\n');
  writeFileSync(join(folder, 'rabbitmq.conf'), `${settings.join('\n')}\n`);
  return {
    ...process.env,
    HOME: folder,
    LANG: 'C.UTF-8',
    RABBITMQ_NODENAME: 'ensemble@localhost',
    RABBITMQ_NODE_IP_ADDRESS: HOST,
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    // Makes the script become the server, instead of a shell that waits for it and outlives a kill.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_PORT: String(ports.names),
    ERL_EPMD_ADDRESS: HOST,
  };
}

/**
 * Erlang's name service. A server that finds none starts one as a daemon, which outlives everything; so it runs before the
 * server, and as a child of ours.
 */
async function startNames(port: number): Promise<ChildProcess> {
  const names = spawn('epmd', ['-port', String(port), '-address', HOST], { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    names.once('error', (cause) => reject(new Error("Cannot start Erlang's name service, epmd", { cause })));
    names.once('exit', (code) => reject(new Error(`Erlang's name service, epmd, ended with code ${code}`)));
  });
  // Afterwards its end is nobody's error.
  failed.catch(() => {});
  let isGivenUp = false;
  const listens = async (): Promise<void> => {
    while (!isGivenUp && !(await isOpen(port))) await pause(NAMES_PAUSE_MS);
  };
  try {
    await within(NAMES_LIMIT_MS, "Erlang's name service to listen", Promise.race([listens(), failed]));
  } catch (error) {
    names.kill('SIGKILL');
    throw error;
  } finally {
    isGivenUp = true;
  }
  return names;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await within(STOP_LIMIT_MS, 'the end of a process of RabbitMQ', exited).catch(() => child.kill('SIGKILL'));
}
