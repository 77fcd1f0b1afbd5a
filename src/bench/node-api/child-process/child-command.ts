/**
 * What a program may start: a file of the lab, run by Node. Everything else is refused with what to do instead.
 * @module
 */
import type { OutputTarget } from '#bench/kernel/protocol.ts';
import { Buffer } from '../buffer.ts';
import { coded, invalidArgType } from '../errors.ts';
import { invalidArgValue } from '../fs/fs-error.ts';
import { pathModule } from '../path.ts';
import type { ProcessContext } from '../process-context.ts';

const { URL } = globalThis;

const EXECUTABLES = new Set(['/usr/bin/node', 'node']);
/** Flags of Node that change nothing here. */
const HARMLESS = /^--(?:no-warnings|enable-source-maps|experimental-strip-types|trace-\S+|unhandled-rejections=throw)$/;
const USAGE = 'a simulated process starts files of the lab: spawn(process.execPath, [file, …args]) or fork(file)';

export const refuse = (what: string, instead: string): never => {
  throw coded(
    new Error(`${what} is not part of the simulated engine: ${instead}`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
};

export const placeText = (place: unknown, name: string): string => {
  if (typeof place === 'string') return place;
  if (place instanceof Uint8Array) return Buffer.from(place).toString();
  if (place instanceof URL) return decodeURIComponent(place.pathname);
  throw invalidArgType(name, 'of type string or an instance of Buffer or URL', place);
};

interface ChildCommand {
  /** By path relative to the program's root. */
  readonly entry: string;
  readonly args: readonly string[];
}

/** @param cwd Where a relative file is looked for. */
export const readCommand = (file: unknown, args: readonly string[], cwd: string): ChildCommand => {
  if (typeof file !== 'string') throw invalidArgType('file', 'of type string', file);
  if (file === '') throw invalidArgValue("argument 'file'", 'cannot be empty', file);
  for (const [index, arg] of args.entries())
    if (arg.includes('\0'))
      throw invalidArgValue(`argument 'args[${index}]'`, 'must be a string without null bytes', arg);
  if (!EXECUTABLES.has(file)) refuse(`"${file}"`, USAGE);
  const at = args.findIndex((arg) => !HARMLESS.test(arg));
  const script = args[at];
  if (script === undefined || script.startsWith('-')) return refuse(`node ${args.join(' ')}`.trim(), USAGE);
  return { entry: pathModule.resolve(cwd, script).slice(1), args: args.slice(at + 1) };
};

/** What `exec` takes: words, quoted or not, and nothing that a shell would act on. */
export const splitCommand = (command: unknown): readonly string[] => {
  if (typeof command !== 'string') throw invalidArgType('command', 'of type string', command);
  const outside = command.replaceAll(/"[^"$`\\]*"|'[^']*'/g, '');
  if (/[|&;<>()$`\\"'*?#~\n[\]{}]/.test(outside)) refuse('a shell', `use execFile or spawn; ${USAGE}`);
  return [...command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
};

type Stdio = 'pipe' | 'ignore' | 'inherit' | 'ipc';

const readOne = (given: unknown, index: number): Stdio => {
  if (given === undefined || given === null) return index < 3 ? 'pipe' : 'ignore';
  if (given === 'pipe' || given === 'ignore' || given === 'inherit' || given === 'ipc') return given;
  if (given === 'overlapped') return 'pipe';
  const { fd } = (typeof given === 'object' ? given : { fd: given }) as { readonly fd?: unknown };
  if (fd === index && index < 3) return 'inherit';
  if (typeof fd === 'number' || typeof given === 'object')
    return refuse('a file or a stream in "stdio"', 'use "pipe" and pipe child.stdout into it');
  throw invalidArgValue(`argument 'stdio'`, 'is invalid', given);
};

/** @param standard What holds where nothing is said. */
export const readStdio = (given: unknown, standard: Stdio = 'pipe'): readonly Stdio[] => {
  if (
    given !== undefined &&
    !Array.isArray(given) &&
    !['pipe', 'ignore', 'inherit', 'overlapped'].includes(given as string)
  )
    throw invalidArgValue(`argument 'stdio'`, 'is invalid', given);
  const list: readonly unknown[] = Array.isArray(given) ? given : Array.from({ length: 3 }, () => given ?? standard);
  const read = Array.from({ length: Math.max(list.length, 3) }, (_, index) => readOne(list[index], index));
  if (read.filter((one) => one === 'ipc').length > 1)
    throw coded(new Error('Child process can have only one IPC pipe'), 'ERR_IPC_ONE_PIPE');
  if (read.slice(3).some((one) => one !== 'ipc' && one !== 'ignore')) refuse('more than three pipes', 'use stdout');
  return read;
};

/** Where a child prints whose parent is `process`. */
export const outputTarget = (
  process: ProcessContext,
  stream: 'stdout' | 'stderr',
  stdio: Stdio | undefined,
  pid: number,
): OutputTarget => {
  if (stdio === 'pipe') return { to: process.pid, as: pid };
  return stdio === 'inherit' ? (process.family.launch?.[stream] ?? 'log') : 'ignore';
};
