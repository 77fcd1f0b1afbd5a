/**
 * Tells that something in a folder changed. Node only.
 *
 * One watcher a folder: Node's own recursive one would also watch every folder of `node_modules`.
 * @module
 */
import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderChanges {
  /**
   * Resolves when something changed since it was asked the last time, at once when something has. Rejects when the system lets
   * nobody watch any more.
   */
  next(): Promise<void>;
  /** Something changed since `next` resolved. */
  readonly isPending: boolean;
  close(): void;
}

/**
 * @returns when every folder is watched, so that no change after this is missed. What changes in a new folder before it is
 * watched is told together with the folder.
 *
 * @example
 * const changes = await watchFolder('../hello-payment');
 * await changes.next();
 * changes.close();
 */
export async function watchFolder(folder: string): Promise<FolderChanges> {
  const watchers = new Map<string, FSWatcher>();
  let change = Promise.withResolvers<void>();
  let isPending = false;
  let isClosed = false;
  let scanning: Promise<void> = Promise.resolve();

  const tell = (): void => {
    isPending = true;
    change.resolve();
  };
  const forget = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const watchOne = (path: string): void => {
    try {
      const watcher = watch(path, () => {
        scanning = scanning.then(scan).then(tell, (error: unknown) => change.reject(error));
      });
      watchers.set(path, watcher);
      watcher.on('error', () => forget(path));
    } catch (error) {
      // Gone since it was listed; the folder above tells of that.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  };
  const scan = async (): Promise<void> => {
    const found = await foldersIn(folder);
    if (isClosed) return;
    for (const path of watchers.keys()) if (!found.includes(path)) forget(path);
    for (const path of found) if (!watchers.has(path)) watchOne(path);
  };

  await scan();
  return {
    next: async () => {
      await change.promise;
      change = Promise.withResolvers();
      isPending = false;
    },
    get isPending() {
      return isPending;
    },
    close: () => {
      isClosed = true;
      for (const path of watchers.keys()) forget(path);
    },
  };
}

/** The folder and those in it that may hold programs. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inner = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  return [folder, ...(await Promise.all(inner.map(({ name }) => foldersIn(join(folder, name))))).flat()];
}
