/**
 * Finds ports of loopback on which nothing listens, each of them once. Node only.
 * @module
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range that systems take for outgoing connections, so that none of those holds the port of a dead service. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const MISS_LIMIT = 200;

export class LoopbackPorts {
  readonly #given = new Set<number>();

  /**
   * @throws {Error} when hardly any port is free.
   *
   * @example
   * await ports.take(2) // [20417, 31002]
   */
  async take(count: number): Promise<readonly number[]> {
    const found: number[] = [];
    for (let misses = 0; found.length < count;) {
      const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
      if (!this.#given.has(port) && (await isFree(port))) {
        this.#given.add(port);
        found.push(port);
        continue;
      }
      misses += 1;
      if (misses >= MISS_LIMIT) throw new Error(`Cannot find ${count} free ports of loopback: ${misses} were taken`);
    }
    return found;
  }
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
