/**
 * Finds ports of loopback on which nothing listens. Node only.
 * @module
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range that systems take for outgoing connections, so that none of those holds the port of a dead service. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const ATTEMPT_LIMIT = 200;

/**
 * @throws {Error} when hardly any port is free.
 *
 * @example
 * await findFreePorts(2) // [20417, 31002]
 */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count; attempt += 1) {
    if (attempt >= ATTEMPT_LIMIT) throw new Error(`Cannot find ${count} free ports of loopback: ${attempt} were taken`);
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

/** On every address, since that is where services listen. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
