/**
 * The files of one service on disk, laid out so that Node runs them as they are: TypeScript by Node's own stripping,
 * packages from the project's `node_modules`, and nothing that the lab does not name. Node only.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LabFiles } from '#bench/judge/lab-program.ts';
import type { SourcePosition } from '#bench/judge/report.ts';

export interface ProgramFolderOptions {
  /** Does not exist yet. */
  readonly folder: string;
  readonly files: LabFiles;
  /** Import specifiers such as "hono/cors". */
  readonly packages: readonly string[];
  /** Where the packages are installed. */
  readonly nodeModules: string;
}

export class ProgramFolder {
  readonly folder: string;
  readonly #url: string;
  /** What stands in it of ours. */
  readonly #written = new Set(['package.json']);

  private constructor(folder: string) {
    this.folder = folder;
    this.#url = `${pathToFileURL(folder).href}/`;
  }

  /** @throws {Error} when a path of the files would leave the folder. */
  static async write({ folder, files, packages, nodeModules }: ProgramFolderOptions): Promise<ProgramFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // `/data` of the lab: the working directory is the root of what a program sees there.
    await mkdir(join(folder, 'data'));
    // Without it Node would look at each file to find out that it is a module, and warn.
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    const written = new ProgramFolder(folder);
    await written.add(files);
    for (const name of new Set(packages.map(packageName))) {
      const link = join(folder, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(nodeModules, name), link);
    }
    return written;
  }

  /**
   * More files, or new texts of some.
   *
   * @throws {Error} when a path would leave the folder.
   */
  async add(files: LabFiles): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) {
        throw new Error(`Cannot write "${path}": it is no path inside the lab`);
      }
      await mkdir(dirname(join(this.folder, path)), { recursive: true });
      await writeFile(join(this.folder, path), text);
      this.#written.add(path);
    }
  }

  /** First folders of the lab's files: `payment-service`. */
  get programs(): readonly string[] {
    const folders = [...this.#written].flatMap((path) => (path.includes('/') ? [path.split('/')[0] ?? ''] : []));
    return [...new Set(folders)];
  }

  /** What the program has stored, sorted: paths as the lab knows them, such as `/data/orders.db`. */
  storedPaths(): readonly string[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => `/${relative(this.folder, join(entry.parentPath, entry.name))}`)
      .filter((path) => !this.isOurs(path))
      .toSorted();
  }

  /** @param path As the lab knows it. `undefined` where the program has stored nothing. */
  readStored(path: string): Uint8Array | undefined {
    return this.storedPaths().includes(path) ? new Uint8Array(readFileSync(join(this.folder, path))) : undefined;
  }

  /** Removes what the program has stored; whoever has a file open goes on with what is gone for everyone else. */
  async wipe(): Promise<void> {
    await Promise.all(this.storedPaths().map((path) => rm(join(this.folder, path), { force: true })));
  }

  /** It was there before the program ran. */
  isOurs(path: string): boolean {
    return path.startsWith('/node_modules/') || this.#written.has(path.slice(1));
  }

  /** A text with paths of this folder written as the learner knows them: `payment-service/main.ts`. */
  shorten(text: string): string {
    return text.replaceAll(this.#url, '').replaceAll(`${this.folder}/`, '');
  }

  /** The learner's file behind an address such as `file:///tmp/…/main.ts`; `undefined` outside, and for packages. */
  relative(url: string): string | undefined {
    if (!url.startsWith(this.#url) || url.includes('/node_modules/')) return undefined;
    return fileURLToPath(url).slice(this.folder.length + 1);
  }

  /**
   * The first place in a learner's file that a stack names: where a syntax error stands, or the topmost own frame.
   *
   * @example
   * folder.placeIn('TypeError: x\n    at file:///tmp/…/main.ts:2:6') // { file: 'main.ts', line: 2, column: 6 }
   */
  placeIn(stack: string): SourcePosition | undefined {
    const lines = stack.split('\n');
    const head = /^(file:\/\/\S+):(\d+)$/.exec(lines[0] ?? '') ?? undefined;
    const headFile = head && this.relative(head[1] ?? '');
    if (head && headFile !== undefined) {
      const caret = lines.slice(1, 6).find((line) => /^\s*\^+\s*$/.test(line));
      return { file: headFile, line: Number(head[2]), column: (caret?.indexOf('^') ?? 0) + 1 };
    }
    for (const line of lines) {
      const frame = /(file:\/\/[^\s)]+):(\d+):(\d+)\)?$/.exec(line) ?? undefined;
      const file = frame && this.relative(frame[1] ?? '');
      if (frame && file !== undefined) return { file, line: Number(frame[2]), column: Number(frame[3]) };
    }
    return undefined;
  }
}

/** `@hono/node-server/serve-static` → `@hono/node-server` */
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
