/**
 * The Node half of the stand-in: a folder and real processes for each booted container. Proves our adapter, the vendor's
 * package and the files that are mounted; it does not prove the vendor's kernel.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import type { Frame } from 'playwright-core';
import { ProcessRegister } from '#bench/real/process-register.ts';
import type { ProcessFault } from './stand-in-fault.ts';

export type StandInAnswer = { readonly value: unknown } | { readonly error: string };
export type StandInCall = (operation: string, ...input: readonly unknown[]) => Promise<StandInAnswer>;

interface Box {
  readonly folder: string;
  readonly frame: Frame;
  readonly children: Set<ChildProcess>;
}

interface Running {
  readonly child: ChildProcess;
  readonly chunks: AsyncIterator<Buffer>;
  readonly exit: Promise<number>;
}

/** A tree of files as the package sends it. `b`: each character is a byte. */
interface Tree {
  readonly d: Readonly<Record<string, Tree | { readonly f: { readonly c: string; readonly b?: true } }>>;
}

const PRELOAD = new URL('./preload.ts', import.meta.url).href;

export class StandInHost {
  /** What the package asked when it built an instance, such as `{ version: '1.6.4' }`. */
  readonly builds: object[] = [];
  /** Of every container so far, the ended ones too. */
  readonly folders: string[] = [];
  readonly #faults: readonly ProcessFault[];
  readonly #boxes = new Map<number, Box>();
  readonly #running = new Map<number, Running>();
  #endings: Promise<unknown> = Promise.resolve();
  #lastId = 0;

  constructor(faults: readonly ProcessFault[]) {
    this.#faults = faults;
  }

  /** Containers whose frame is still in a page. */
  get openCount(): number {
    return this.#boxes.size;
  }

  async call(frame: Frame, operation: string, input: readonly unknown[]): Promise<StandInAnswer> {
    const operations: Readonly<Record<string, (...input: readonly never[]) => unknown>> = {
      build: (options: object) => this.#build(frame, options),
      loadFiles: (box: number, json: string) => this.#load(this.#box(box).folder, JSON.parse(json) as Tree),
      writeFile: (box: number, path: string, text: string) => writeFile(this.#inside(box, path), text),
      readFile: (box: number, path: string) => readFile(this.#inside(box, path), 'utf8'),
      run: (box: number, command: string, args: readonly string[]) => this.#run(box, command, args),
      output: (pid: number) => this.#output(pid),
      exit: (pid: number) => this.#process(pid).exit,
      kill: (pid: number) => this.#process(pid).child.kill(),
      end: (box: number) => this.#end(box),
    };
    try {
      const known = operations[operation];
      if (!known) throw new Error(`The stand-in does not do "${operation}"`);
      return { value: (await known(...(input as readonly never[]))) ?? null };
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  /** The page threw the frame away: everything in it ends, whatever it does. */
  async detached(frame: Frame): Promise<void> {
    const gone = [...this.#boxes].filter(([, box]) => box.frame === frame);
    await Promise.all(gone.map(([id]) => this.#end(id)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#boxes.keys()].map((id) => this.#end(id)));
    await this.#endings;
  }

  async #build(frame: Frame, options: object): Promise<number> {
    this.builds.push(options);
    this.#lastId += 1;
    const id = this.#lastId;
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
    this.folders.push(folder);
    this.#boxes.set(id, { folder, frame, children: new Set() });
    return id;
  }

  async #load(folder: string, tree: Tree): Promise<void> {
    for (const [name, node] of Object.entries(tree.d)) {
      const path = join(folder, name);
      if ('d' in node) await this.#load(path, node);
      else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, node.f.c, node.f.b ? 'latin1' : 'utf8');
      }
    }
  }

  async #run(id: number, command: string, args: readonly string[]): Promise<number> {
    const box = this.#box(id);
    if (command !== 'node') throw new Error(`jsh: command not found: ${command}`);
    const child = spawn(process.execPath, ['--import', PRELOAD, ...args], {
      cwd: box.folder,
      env: { PATH: '/usr/bin:/bin', STAND_IN_FAULTS: this.#faults.join(), STAND_IN_BOX: box.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    box.children.add(child);
    const exit = once(child, 'close').then(([code, signal]: unknown[]) => {
      box.children.delete(child);
      return typeof code === 'number' ? code : signal === 'SIGKILL' ? 137 : 143;
    });
    this.#lastId += 1;
    this.#running.set(this.#lastId, {
      child,
      exit,
      chunks: merged(child, this.#faults.includes('split-output'))[Symbol.asyncIterator](),
    });
    return this.#lastId;
  }

  /** `null` at the end. */
  async #output(pid: number): Promise<readonly number[] | null> {
    const { value, done } = await this.#process(pid).chunks.next();
    return done === true ? null : [...(value as Buffer)];
  }

  async #end(id: number): Promise<void> {
    const box = this.#boxes.get(id);
    if (!box) return;
    this.#boxes.delete(id);
    const closed = [...box.children].map((child) => once(child, 'close'));
    for (const child of box.children) child.kill('SIGKILL');
    endInside(box.folder);
    const ending = Promise.all(closed).then(() => rm(box.folder, { recursive: true, force: true, maxRetries: 5 }));
    this.#endings = Promise.all([this.#endings, ending]);
    await ending;
  }

  #box(id: number): Box {
    const box = this.#boxes.get(id);
    if (!box) throw new Error(`There is no container ${id}`);
    return box;
  }

  #process(pid: number): Running {
    const running = this.#running.get(pid);
    if (!running) throw new Error(`There is no process ${pid}`);
    return running;
  }

  #inside(id: number, path: string): string {
    return join(this.#box(id).folder, normalize(`/${path}`));
  }
}

/** Both streams as they come; the vendor's package knows no difference. */
async function* merged(child: ChildProcess, isCut: boolean): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let wake = (): void => {};
  let isOpen = true;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      waiting.push(...(isCut ? cut(chunk) : [chunk]));
      wake();
    });
  }
  child.once('close', () => {
    isOpen = false;
    wake();
  });
  for (;;) {
    const chunk = waiting.shift();
    if (chunk) yield chunk;
    else if (!isOpen) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

/** Services are in groups of their own; their runs are registered in folders inside. */
function endInside(folder: string): void {
  const runs = readdirSync(folder).filter((name) => name.startsWith('run-'));
  for (const run of runs) new ProcessRegister(join(folder, run)).endAll();
}

/** Inside a character of several bytes where there is one. */
function cut(chunk: Buffer): readonly Buffer[] {
  const inside = chunk.findIndex((byte) => byte >= 0x80 && byte < 0xc0);
  const place = inside === -1 ? chunk.length >> 1 : inside;
  return [chunk.subarray(0, place), chunk.subarray(place)].filter(({ length }) => length > 0);
}
