/**
 * The real RabbitMQ on loopback for measurements and comparisons: a free port, a data folder of its own. Installs Debian's
 * package where that is possible (as root). Node only.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRabbitmq, type Rabbitmq } from '#bench/real/broker/find-rabbitmq.ts';
import { startRabbitmqServer } from '#bench/real/broker/rabbitmq-server.ts';
import { freePort } from '#platform/free-port.ts';
import type { AmqpBroker } from './amqp-broker.ts';

const INSTALL_LIMIT_MS = 90_000;

/** Why there is no RabbitMQ here, in one line. */
export interface NoRabbitmq {
  readonly reason: string;
}

/** The server's start script and its version, installed first when this is Debian and we may. */
export function findOrInstallRabbitmq(): Rabbitmq | NoRabbitmq {
  const found = findRabbitmq();
  if (found) return found;
  if (!existsSync('/etc/debian_version')) return { reason: 'rabbitmq-server is not installed, and this is not Debian' };
  if (process.getuid?.() !== 0) return { reason: 'rabbitmq-server is not installed, and only root can install it' };
  const { status, error, stderr } = spawnSync(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'rabbitmq-server'],
    { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: INSTALL_LIMIT_MS, encoding: 'utf8' },
  );
  const now = findRabbitmq();
  if (status === 0 && now) return now;
  const why = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  return { reason: `"apt-get install rabbitmq-server" failed: ${why}` };
}

/**
 * Starts RabbitMQ and resolves when it takes connections.
 *
 * @throws when it does not start; the message holds what it printed last.
 */
export async function startRabbitmq(rabbitmq: Rabbitmq): Promise<AmqpBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-rabbitmq-'));
  const ports = { amqp: await freePort(), names: await freePort(), distribution: await freePort() };
  const options = { rabbitmq, folder, ports };
  let server = await startRabbitmqServer(options);
  return {
    product: `RabbitMQ ${rabbitmq.version}`,
    port: ports.amqp,
    get pid() {
      return server.pid;
    },
    restart: async () => {
      await server.stop();
      server = await startRabbitmqServer(options);
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
