/**
 * The real RabbitMQ on loopback: free ports, a data folder of its own, no system service. Installs Debian's package where
 * that is possible (as root). Node only.
 * @module
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#platform/free-port.ts';
import type { AmqpBroker } from './amqp-broker.ts';
import { within } from '#platform/within.ts';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;
const INSTALL_LIMIT_MS = 90_000;

/** An installed RabbitMQ. */
export interface Rabbitmq {
  readonly script: string;
  readonly version: string;
}

/** Why there is no RabbitMQ here, in one line. */
export interface NoRabbitmq {
  readonly reason: string;
}

/** The server's start script and its version, installed first when this is Debian and we may. */
export function findRabbitmq(): Rabbitmq | NoRabbitmq {
  const found = installed();
  if (found) return found;
  if (!existsSync('/etc/debian_version')) return { reason: 'rabbitmq-server is not installed, and this is not Debian' };
  if (process.getuid?.() !== 0) return { reason: 'rabbitmq-server is not installed, and only root can install it' };
  const { status, error, stderr } = spawnSync(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'rabbitmq-server'],
    { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: INSTALL_LIMIT_MS, encoding: 'utf8' },
  );
  const now = installed();
  if (status === 0 && now) return now;
  const why = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  return { reason: `"apt-get install rabbitmq-server" failed: ${why}` };
}

function installed(): Rabbitmq | undefined {
  const script = globSync('/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server').at(-1);
  const version = script?.match(/rabbitmq_server-([\d.]+)/)?.[1];
  return script === undefined || version === undefined ? undefined : { script, version };
}

/**
 * Starts RabbitMQ and resolves when it takes connections.
 *
 * @throws when it does not start; the message holds what it printed last.
 */
export async function startRabbitmq({ script, version }: Rabbitmq): Promise<AmqpBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-rabbitmq-'));
  const [port, distributionPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  writeFileSync(join(folder, 'plugins'), '[].\n');
  writeFileSync(join(folder, 'rabbitmq.conf'), 'log.console = true\nlog.console.level = info\n');
  const env = {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: `ensemble-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    // Makes the script become the server, instead of a shell that waits for it and outlives a kill.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  // Erlang's name service would else be started as a daemon that outlives the tests.
  const epmd = spawn('epmd', ['-port', String(epmdPort), '-address', '127.0.0.1'], { stdio: 'ignore' });
  let server = await startServer(script, env);
  return {
    product: `RabbitMQ ${version}`,
    port,
    get pid() {
      return server.pid ?? 0;
    },
    restart: async () => {
      await end(server);
      server = await startServer(script, env);
    },
    stop: async () => {
      await end(server);
      await end(epmd);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The script replaces itself with the Erlang machine, so the child is the server. */
async function startServer(script: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', 'exec "$0" "$@"', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const started = new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      printed = (printed + text).slice(-4_000);
      if (printed.includes('Server startup complete')) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => reject(new Error(`RabbitMQ ended with code ${code}:\n${printed}`)));
  });
  try {
    await within(START_LIMIT_MS, 'RabbitMQ to start', started);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await within(STOP_LIMIT_MS, 'RabbitMQ to stop', exited).catch(() => child.kill('SIGKILL'));
}
