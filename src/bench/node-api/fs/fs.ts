/**
 * `node:fs`: the program's own files, to be read. Disks that keep what is written are not part of the engine yet.
 * @module
 */
import { Buffer } from '../buffer.ts';
import { coded, systemError } from '../errors.ts';
import { currentProcess } from '../process-context.ts';

type Place = string | URL;
type Encoding = BufferEncoding | { encoding?: BufferEncoding | null } | null | undefined;

const pathOf = (place: Place): string =>
  decodeURIComponent(place instanceof URL ? place.pathname : place).replace(/^(?:\/|\.\/)+/, '');

const missing = (syscall: string, place: Place): Error =>
  systemError('', 'ENOENT', '', {
    syscall,
    path: String(place),
    message: `ENOENT: no such file or directory, ${syscall} '${String(place)}'`,
  });

const readFileSync = (place: Place, encoding?: Encoding): string | Buffer => {
  const text = currentProcess().files[pathOf(place)];
  if (text === undefined) throw missing('open', place);
  const name = typeof encoding === 'object' ? encoding?.encoding : encoding;
  const bytes = Buffer.from(text);
  return name ? bytes.toString(name) : bytes;
};

const isFolder = (path: string): boolean =>
  path === '' || Object.keys(currentProcess().files).some((file) => file.startsWith(`${path}/`));

const existsSync = (place: Place): boolean => pathOf(place) in currentProcess().files || isFolder(pathOf(place));

const readdirSync = (place: Place): string[] => {
  const path = pathOf(place).replace(/\/$/, '');
  if (!isFolder(path)) throw missing('scandir', place);
  const prefix = path === '' ? '' : `${path}/`;
  const names = Object.keys(currentProcess().files)
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length).split('/')[0] ?? '');
  return [...new Set(names)].toSorted();
};

const statSync = (place: Place) => {
  const path = pathOf(place);
  const text = currentProcess().files[path];
  if (text === undefined && !isFolder(path)) throw missing('stat', place);
  return {
    isFile: () => text !== undefined,
    isDirectory: () => text === undefined,
    size: Buffer.byteLength(text ?? ''),
  };
};

/** @param name Such as "writeFileSync". */
const refuseWrite = (name: string) => (): never => {
  throw coded(
    new Error(`"${name}" of node:fs is not part of the simulated engine: files are read-only`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
};

const writers = ['writeFile', 'appendFile', 'mkdir', 'rm', 'unlink', 'rename', 'open', 'copyFile'];

const promised =
  <V extends unknown[], R>(run: (...values: V) => R) =>
  async (...values: V): Promise<R> =>
    run(...values);

const promises = {
  readFile: promised(readFileSync),
  readdir: promised(readdirSync),
  stat: promised(statSync),
  access: promised((place: Place) => {
    if (!existsSync(place)) throw missing('access', place);
  }),
  ...Object.fromEntries(writers.map((name) => [name, promised(refuseWrite(name))])),
};

const readFile = (place: Place, ...values: unknown[]): void => {
  const done = values.at(-1) as (error: unknown, data?: string | Buffer) => void;
  const encoding = (values.length > 1 ? values[0] : undefined) as Encoding;
  const process = currentProcess();
  try {
    process.nextTick(done, null, readFileSync(place, encoding));
  } catch (error) {
    process.nextTick(done, error);
  }
};

export const fsPromises = promises;
export const fsModule = {
  readFile,
  readFileSync,
  readdirSync,
  statSync,
  existsSync,
  promises,
  ...Object.fromEntries(writers.map((name) => [`${name}Sync`, refuseWrite(`${name}Sync`)])),
  ...Object.fromEntries(writers.map((name) => [name, refuseWrite(name)])),
  createReadStream: refuseWrite('createReadStream'),
  createWriteStream: refuseWrite('createWriteStream'),
};
