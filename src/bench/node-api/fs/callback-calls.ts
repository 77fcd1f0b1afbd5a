/**
 * The callback forms of `node:fs`: the synchronous calls in a later turn. Mistakes in the arguments are thrown at once.
 * @module
 */
import { invalidArgType } from '../errors.ts';
import { copyCalls } from './copy-calls.ts';
import { option, readData, readDescriptor, readEncoding, readPath } from './fs-arguments.ts';
import { folderCalls } from './folder-calls.ts';
import { inLaterTurn } from './io-turn.ts';
import { disk } from './open-files.ts';
import { fileCalls } from './sync-calls.ts';

type Call = (...values: never[]) => unknown;
type Callback = (...values: unknown[]) => unknown;

/** What can be judged before the call is made. */
type Check = (values: readonly unknown[]) => unknown;

const onePath: Check = ([place]) => readPath(place);
const twoPaths: Check = ([from, to]) => [readPath(from, 'src'), readPath(to, 'dest')];
const renamed: Check = ([from, to]) => [readPath(from, 'oldPath'), readPath(to, 'newPath')];
const descriptor: Check = ([fd]) => readDescriptor(fd);
const pathOrDescriptor: Check = ([place]) => typeof place === 'number' || readPath(place);
const written: Check = (values) => [pathOrDescriptor(values), readData(values[1], values[2])];

const checks: Readonly<Record<string, Check>> = {
  readFileSync: (values) => [readEncoding(values[1]), pathOrDescriptor(values)],
  writeFileSync: written,
  appendFileSync: written,
  copyFileSync: twoPaths,
  cpSync: twoPaths,
  renameSync: renamed,
  fstatSync: descriptor,
  closeSync: descriptor,
  ftruncateSync: descriptor,
  fsyncSync: descriptor,
  fdatasyncSync: descriptor,
  readSync: descriptor,
  writeSync: descriptor,
  mkdtempSync: ([prefix]) => readPath(prefix, 'prefix'),
};

const allCalls = { ...fileCalls, ...folderCalls, ...copyCalls } as unknown as Readonly<Record<string, Call>>;

/** Throws what Node throws at once for such arguments, whatever form of the call is used. */
export const checkArguments = (name: string, values: readonly unknown[]): void => {
  (checks[name] ?? onePath)(values);
};

const requireCallback = (callback: unknown): Callback => {
  if (typeof callback !== 'function') throw invalidArgType('cb', 'of type function', callback);
  return callback as Callback;
};

const later =
  (name: string, call: Call) =>
  (...values: unknown[]): void => {
    const callback = requireCallback(values.length > 1 ? values.at(-1) : undefined);
    const passed = values.slice(0, -1);
    checkArguments(name, passed);
    inLaterTurn((source) => {
      let outcome: unknown[];
      try {
        const value: unknown = disk().inNameOf(source, () => call(...(passed as never[])));
        const isAboutBytes = name === 'readSync' || name === 'writeSync';
        outcome = value === undefined ? [null] : [null, value, ...(isAboutBytes ? [passed[1]] : [])];
      } catch (error) {
        outcome = [error];
      }
      callback(...outcome);
    });
  };

const exists = (place: unknown, callback: unknown): void => {
  const done = requireCallback(callback);
  inLaterTurn(() => void done(fileCalls.existsSync(place)));
};

/** As `(fd, buffer, …)`, `(fd, options, callback)` or `(fd, callback)`. */
const read = (fd: number, ...values: unknown[]): void => {
  const callback = values.at(-1);
  const given = values.slice(0, -1);
  const [first] = given;
  const buffer = ArrayBuffer.isView(first) ? first : (option<Uint8Array>(first, 'buffer') ?? new Uint8Array(16_384));
  const rest = ArrayBuffer.isView(first) ? given.slice(1) : given;
  later('readSync', allCalls['readSync'] as Call)(fd, buffer, ...rest, callback);
};

const named = Object.entries(allCalls)
  .filter(([name]) => name !== 'existsSync' && name !== 'readSync')
  .map(([name, call]) => {
    const form = later(name, call);
    const own = name.replace(/Sync$/, '');
    return [own, Object.defineProperty(form, 'name', { value: own })];
  });

export const callbackCalls = { ...Object.fromEntries(named), exists, read } as Readonly<Record<string, Callback>>;
