/**
 * Sees what a real service opens and makes durable with `node:fs` and `node:fs/promises`, and refuses what belongs to another
 * program of the lab. Everything else is Node's own. Runs inside the real process of a service.
 * @module
 */
import { type FileCall, PATH_CALLS, useOf, WRITING_CALLS } from './file-calls.ts';
import { refusePath } from './refuse-path.ts';
import type { GivenPath, StorePaths } from './store-paths.ts';
import type { StoreTeller } from './store-teller.ts';
import { runCall, type Style } from './run-call.ts';
import { type Renamed, type Through, watchMethod } from './watched-call.ts';

type Fs = typeof import('node:fs');

/** @param fs The module's own object; `syncBuiltinESMExports` is to follow. */
export function observeFiles(fs: Fs, paths: StorePaths, tell: StoreTeller): void {
  const files = new WatchedFiles(fs.existsSync, paths, tell);
  for (const [name, call] of Object.entries(PATH_CALLS)) {
    watchMethod(fs, `${name}Sync`, (args, through) => files.onPath(name, call, 'sync', args, through));
    watchMethod(fs, name, (args, through) => files.onPath(name, call, 'callback', args, through));
    watchMethod(fs.promises, name, (args, through) => files.onPath(name, call, 'promise', args, through));
  }
  for (const name of ['write', 'writev', 'ftruncate']) {
    watchMethod(fs, `${name}Sync`, (args, through) => files.onOpen(args[0], 'sync', args, through));
    watchMethod(fs, name, (args, through) => files.onOpen(args[0], 'callback', args, through));
  }
  for (const name of ['closeSync', 'close'])
    watchMethod(fs, name, (args, through) => files.close(args[0], args, through));
}

class WatchedFiles {
  readonly #paths: StorePaths;
  readonly #tell: StoreTeller;
  readonly #exists: Fs['existsSync'];
  /** Paths of files that are open for writing, by descriptor. */
  readonly #open = new Map<number, string>();
  /** Some of Node's functions are made of others. */
  #isInside = false;
  #handleKind: object | undefined;

  constructor(exists: Fs['existsSync'], paths: StorePaths, tell: StoreTeller) {
    this.#exists = exists;
    this.#paths = paths;
    this.#tell = tell;
  }

  onPath(name: string, call: FileCall, style: Style, args: readonly unknown[], through: Through): unknown {
    if (this.#isInside) return through(args);
    const places = args.slice(0, call.paths.length).filter(isPath);
    if (places.length < call.paths.length) {
      return call.writes ? this.onOpen(args[0], style, args, through) : through(args);
    }
    const uses = call.paths.map((use) => useOf(use, args[1] ?? 'r'));
    const denied = places.find((place, index) => this.#isDenied(place, uses[index]));
    if (denied !== undefined) {
      this.#tell.denied(this.#paths.inLab(denied) ?? '');
      return refusePath({ syscall: call.syscall ?? name, places }, style, args);
    }

    const real = places.map((place) => this.#paths.onMachine(place));
    const renamed: Renamed = new Map(real.map((path, index) => [String(path), String(places[index])]));
    // A rename changes what has the old name.
    const changed = (name === 'rename' ? places[0] : places.at(-1)) ?? '';
    // A folder that is there already is not made.
    const isWritten = /write|change/.test(uses.join()) && !(name === 'mkdir' && this.#exists(real[0] ?? ''));
    const { stored } = this.#tell.later();
    const onSuccess = (result: unknown): void => {
      const path = this.#paths.inLab(changed);
      if (name === 'open') this.#keep(result, isWritten ? path : undefined);
      if (path === undefined) return;
      if (call.opens) this.#tell.opened(path);
      if (isWritten && name !== 'open') stored(path);
    };
    return this.#run(style, [...real, ...args.slice(real.length)], through, renamed, onSuccess);
  }

  /** A write by descriptor or file handle. */
  onOpen(file: unknown, style: Style, args: readonly unknown[], through: Through): unknown {
    const path = this.#open.get(descriptorOf(file));
    if (path === undefined || this.#isInside) return through(args);
    const { stored } = this.#tell.later();
    return this.#run(style, args, through, undefined, () => stored(path));
  }

  close(file: unknown, args: readonly unknown[], through: Through): unknown {
    this.#open.delete(descriptorOf(file));
    return through(args);
  }

  #run(
    style: Style,
    args: readonly unknown[],
    through: Through,
    renamed: Renamed | undefined,
    onSuccess: (result: unknown) => void,
  ): unknown {
    const inside: Through = (passed) => {
      this.#isInside = true;
      try {
        return through(passed);
      } finally {
        this.#isInside = false;
      }
    };
    return runCall(style, args, inside, { renamed, onSuccess });
  }

  /** What stands where another's store would be, and can be read, is a file of the lab: nobody else writes there. */
  #isDenied(place: GivenPath, use: string | undefined): boolean {
    const path = this.#paths.inLab(place);
    if (use === 'look' || path === undefined || !this.#paths.isForeign(path)) return false;
    const isThere = this.#exists(this.#paths.onMachine(place));
    return use === 'write' || (use === 'read' ? !isThere : isThere);
  }

  #keep(opened: unknown, path: string | undefined): void {
    const descriptor = descriptorOf(opened);
    if (path === undefined) this.#open.delete(descriptor);
    else this.#open.set(descriptor, path);
    const kind: unknown = typeof opened === 'object' && Object.getPrototypeOf(opened);
    if (typeof kind === 'object' && kind !== null && !this.#handleKind) this.#watchHandles(kind);
  }

  /** Node does not export the class; the first handle shows it. */
  #watchHandles(kind: object): void {
    this.#handleKind = kind;
    for (const name of WRITING_CALLS) {
      watchMethod(kind, name, (args, through, self) => this.onOpen(self, 'promise', args, through));
    }
    watchMethod(kind, 'close', (args, through, self) => this.close(self, args, through));
  }
}

const isPath = (value: unknown): value is GivenPath =>
  (typeof value === 'string' && value !== '') || value instanceof URL || Buffer.isBuffer(value);

const descriptorOf = (file: unknown): number =>
  typeof file === 'number' ? file : Number(Reflect.get(Object(file), 'fd') ?? -1);
