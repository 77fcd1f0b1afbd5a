/**
 * Paths of a real service, in the lab's words and in this machine's: its folder stands for the root of its own disk. Pure;
 * runs inside the real process of a service.
 * @module
 */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pathOwner } from '#bench/kernel/path-owner.ts';

export interface StorePlace {
  /** Absolute, on this machine. */
  readonly folder: string;
  /** Of the program, relative to the folder. */
  readonly entry: string;
  /** The first folders of the lab's files: `products`, `shop`. */
  readonly programs: readonly string[];
}

/** A path as `node:fs` takes it. */
export type GivenPath = string | URL | Buffer;

/** Where the labs keep what lasts. */
const DATA_FOLDER = 'data';

export class StorePaths {
  readonly #folder: string;
  readonly #program: Parameters<typeof pathOwner>[1];
  /** First folders that mean the lab's, also in an absolute path. */
  readonly #roots: ReadonlySet<string>;

  constructor({ folder, entry, programs }: StorePlace) {
    this.#folder = folder;
    this.#program = { entry, files: Object.fromEntries(programs.map((name) => [`${name}/`, ''])) };
    this.#roots = new Set([DATA_FOLDER, ...programs]);
  }

  /**
   * What to ask this machine for: a path such as `/data/orders.db` lies in the service's folder, every other one where it says.
   *
   * @example
   * paths.onMachine('/data/orders.db') // '/tmp/run/2-orders/data/orders.db'
   */
  onMachine(given: GivenPath): GivenPath {
    const path = textOf(given);
    if (path === undefined || !isAbsolute(path) || this.#isInside(path)) return given;
    if (!this.#roots.has(path.split('/')[1] ?? '')) return given;
    const real = join(this.#folder, path);
    return given instanceof URL ? new URL(`${pathToFileURL(real).href}${given.search}`) : real;
  }

  /**
   * As the lab knows it; `undefined` outside the service's folder, where the machine keeps its own.
   *
   * @example
   * paths.inLab('data/orders.db') // '/data/orders.db'
   */
  inLab(given: GivenPath): string | undefined {
    const path = textOf(this.onMachine(given));
    const real = path === undefined ? '' : resolve(path);
    return this.#isInside(real) ? `/${relative(this.#folder, real).split(sep).join('/')}` : undefined;
  }

  /** Another program of the lab owns it. */
  isForeign(labPath: string): boolean {
    return pathOwner(labPath, this.#program) === 'other';
  }

  #isInside(path: string): boolean {
    return path === this.#folder || path.startsWith(`${this.#folder}${sep}`);
  }
}

function textOf(given: GivenPath): string | undefined {
  if (typeof given === 'string') return given;
  if (given instanceof Uint8Array) return given.toString('utf8');
  return given.protocol === 'file:' ? fileURLToPath(given) : undefined;
}
