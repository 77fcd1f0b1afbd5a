/**
 * Looks for an installed RabbitMQ. Node only.
 * @module
 */
import { existsSync, globSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** An installed RabbitMQ. */
export interface Rabbitmq {
  /** Its own start script; what a distribution puts in front of it changes the user, and is not for us. */
  readonly script: string;
  /** Such as `3.10.8`. */
  readonly version: string;
}

/** Debian's, and those of Homebrew; the folder of the last version when there are several. */
const USUAL_FOLDERS = [
  '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin',
  '/opt/homebrew/opt/rabbitmq/sbin',
  '/usr/local/opt/rabbitmq/sbin',
];
const SCRIPT = 'rabbitmq-server';
/** Stands beside the server's own script, and beside no other. */
const DEFAULTS = 'rabbitmq-defaults';

/**
 * @returns `undefined` when there is none in the usual folders nor in those of PATH.
 *
 * @example
 * findRabbitmq() // { script: '/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/sbin/rabbitmq-server', version: '3.10.8' }
 */
export function findRabbitmq(
  usualFolders: readonly string[] = USUAL_FOLDERS,
  path = process.env['PATH'] ?? '',
): Rabbitmq | undefined {
  const usual = usualFolders.flatMap((folder) => globSync(folder).toSorted().toReversed());
  for (const folder of [...usual, ...path.split(delimiter)]) {
    const script = join(folder, SCRIPT);
    if (!existsSync(script)) continue;
    const own = dirname(realpathSync(script));
    const version = existsSync(join(own, DEFAULTS)) ? versionBeside(own) : undefined;
    if (version !== undefined) return { script: join(own, SCRIPT), version };
  }
  return undefined;
}

/** The server is a plugin of itself: `plugins/rabbit-3.10.8`. */
function versionBeside(folder: string): string | undefined {
  const [plugin] = globSync(join(folder, '..', 'plugins', 'rabbit-[0-9]*'));
  return plugin?.match(/rabbit-(\d+(?:\.\d+)*)/)?.[1];
}
