/**
 * `backup()`: copies a database into a file, so many pages at a time. The copy is durable all at once, at the end.
 * @module
 */
import type { ProcessDisk } from '../fs/process-disk.ts';
import { pathModule } from '../path.ts';
import type { Connection } from './connection.ts';
import { functionOption, integerOption, readOptions, requireText, textOption } from './read-options.ts';
import { readDatabasePath } from './read-database-path.ts';
import { serialize } from './serialize.ts';
import { openError, outOfLimits, wrongType } from './sqlite-error.ts';

const defaultRate = 100;
/** Where a database file says how long its pages are; 1 stands for 65 536. */
const pageSizeAt = 16;

interface BackupProcess {
  readonly disk: ProcessDisk;
  readonly inLaterTurn: (run: () => void) => void;
}

const pageBytesOf = (bytes: Uint8Array): number => {
  const written = new DataView(bytes.buffer, bytes.byteOffset).getUint16(pageSizeAt);
  return written === 1 ? 65_536 : Math.max(written, 512);
};

const store = (disk: ProcessDisk, path: string, bytes: Uint8Array): void => {
  try {
    disk.requireOwn(path);
    const found = disk.find(path) ?? disk.createFile(path);
    if (found.kind === 'folder') throw new Error('a folder');
    disk.opened(path);
    disk.truncate(found, 0, false);
    disk.write(found, 0, bytes);
  } catch {
    throw openError();
  }
};

export const createBackup = (connectionOf: (database: unknown) => Connection | undefined, process: BackupProcess) =>
  function backup(sourceDb: unknown, path: unknown, given?: unknown): Promise<number> {
    const connection = connectionOf(sourceDb);
    if (!connection) throw wrongType('The "sourceDb" argument must be an object.');
    connection.requireOpen();
    const target = pathModule.resolve(readDatabasePath(path).replace(/^file:(?:\/\/)?/, ''));
    const options = readOptions(given);
    const rate = integerOption(options, 'rate') ?? defaultRate;
    if (rate < 1) throw outOfLimits('The "options.rate" argument must be a positive integer.');
    const source = textOption(options, 'source') ?? 'main';
    requireText(options['target'] ?? 'main', 'options.target');
    const progress = functionOption(options, 'progress');
    return new Promise((resolve, reject) => {
      const step = (donePages: number): void => {
        try {
          connection.requireOpen();
          const bytes = serialize(connection, source);
          const totalPages = bytes.length / pageBytesOf(bytes);
          const remainingPages = Math.max(totalPages - donePages - rate, 0);
          if (remainingPages > 0) {
            progress?.({ totalPages, remainingPages });
            process.inLaterTurn(() => step(donePages + rate));
            return;
          }
          store(process.disk, target, bytes);
          resolve(totalPages);
        } catch (error) {
          reject(error as Error);
        }
      };
      process.inLaterTurn(() => step(0));
    });
  };
