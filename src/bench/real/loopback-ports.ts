/**
 * Finds ports of loopback on which nothing listens, each of them once, in this run and in any that goes on beside it. A run takes ports
 * long before it listens on them, so asking the system alone would give two runs the same. Node only.
 * @module
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the range that systems take for outgoing connections, so that none of those holds the port of a dead service. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
/** Whoever listens on the first port of a block has the others. Most runs need less than one. */
const BLOCK_SIZE = 200;
const BLOCK_COUNT = (HIGHEST_PORT - LOWEST_PORT) / BLOCK_SIZE;

export class LoopbackPorts {
  readonly #claims: Server[] = [];
  #ports: readonly number[] = [];

  /**
   * @throws {Error} when hardly any port is free.
   *
   * @example
   * await ports.take(2) // [20417, 20502]
   */
  async take(count: number): Promise<readonly number[]> {
    const found: number[] = [];
    while (found.length < count) {
      const [port, ...others] = this.#ports.length > 0 ? this.#ports : await this.#claimBlock();
      this.#ports = others;
      if (port !== undefined && (await isFree(port))) found.push(port);
    }
    return found;
  }

  /** Other runs may have its ports now; the end of the process does the same. */
  close(): void {
    for (const claim of this.#claims) claim.close();
  }

  async #claimBlock(): Promise<readonly number[]> {
    for (const block of shuffled(countUpTo(BLOCK_COUNT))) {
      const first = LOWEST_PORT + block * BLOCK_SIZE;
      const claim = await listen(first);
      if (!claim) continue;
      this.#claims.push(claim.unref());
      return shuffled(countUpTo(BLOCK_SIZE - 1).map((offset) => first + 1 + offset));
    }
    throw new Error(`Cannot find free ports of loopback: others have all from ${LOWEST_PORT} to ${HIGHEST_PORT - 1}`);
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  server?.close();
  return server !== undefined;
}

/** On every address, since that is where services listen. `undefined` where somebody does already. */
async function listen(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

const countUpTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** So that the ports of a run that has just ended come last. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}
