/**
 * Starts the shop as real Node processes on loopback: bank, mailbox, and the monolith or the services. Node only, POSIX.
 * @module
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LoopbackPorts } from '#bench/real/loopback-ports.ts';
import { ProcessRegister } from '#bench/real/process-register.ts';
import { startRunGuard } from '#runtimes/local-node/run-guard.ts';
import { ShopProcess } from './shop-process.ts';
import { SHOP_TOPOLOGIES, type ShopKind, type ShopProgram } from './shop-topology.ts';

export interface StartShopOptions {
  readonly kind: ShopKind;
  /** The project's root folder. */
  readonly root: string;
  /** Holds a database file for each program that has one. Made when it is not there. */
  readonly dataFolder: string;
  /** For every program of the shop; world services do not get it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (program: string, line: string) => void;
  readonly onLost?: (program: string, ending: string) => void;
}

export interface RunningShop {
  /** Where the public routes are. */
  readonly url: string;
  /** Names of the programs, in the order of starting. */
  readonly programs: readonly ShopProgram[];
  /** @throws when there is no program of that name. */
  process(name: string): ShopProcess;
  /** Ends every process, the last started first. */
  stop(): Promise<void>;
}

/**
 * Resolves when every program is healthy.
 *
 * @throws {CourseError} `SHOP_PROCESS_FAILED`; nothing is left running then.
 *
 * @example
 * const shop = await startShop({ kind: 'monolith', root: '.', dataFolder: '/tmp/shop' });
 * await fetch(`${shop.url}/products`);
 * await shop.stop();
 */
export async function startShop(options: StartShopOptions): Promise<RunningShop> {
  const { kind, root, dataFolder, onLine, onLost } = options;
  const { entrance, programs } = SHOP_TOPOLOGIES[kind];
  mkdirSync(dataFolder, { recursive: true });
  const guarded = mkdtempSync(join(tmpdir(), 'ensemble-shop-'));
  mkdirSync(join(guarded, 'run'));
  // Whatever ends first, even by kill -9, nothing is left running.
  const guard = startRunGuard(guarded);
  const register = new ProcessRegister(join(guarded, 'run'));
  const loopback = new LoopbackPorts();
  const ports = await loopback.take(programs.length);
  const processes = new Map<string, ShopProcess>();

  const process = (name: string): ShopProcess => {
    const found = processes.get(name);
    if (!found) throw new Error(`Cannot find the program "${name}": there are ${[...processes.keys()].join(', ')}`);
    return found;
  };
  const stop = async (): Promise<void> => {
    for (const running of [...processes.values()].reverse()) await running.stop();
    loopback.close();
    await guard.dismiss();
  };
  const envOf = ({ name, env, reaches = {}, isWorld }: ShopProgram): Record<string, string> => ({
    ...env,
    ...(!isWorld && { DATABASE_FILE: resolve(dataFolder, `${name}.db`), ...options.env }),
    ...Object.fromEntries(Object.entries(reaches).map(([variable, reached]) => [variable, process(reached).url])),
  });

  try {
    for (const [index, program] of programs.entries()) {
      const { name, entry } = program;
      const started = new ShopProcess({
        name,
        entry: resolve(root, 'labs', entry),
        port: ports[index] ?? 0,
        env: envOf(program),
        register,
        onLine: (line) => onLine?.(name, line),
        onLost: (ending) => onLost?.(name, ending),
      });
      processes.set(name, started);
      await started.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: process(entrance).url, programs, process, stop };
}
