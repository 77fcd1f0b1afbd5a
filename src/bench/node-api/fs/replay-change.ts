/**
 * A change that another process made, on the disk as this one sees it.
 * @module
 */
import type { DiskChange } from '#bench/kernel/protocol.ts';
import type { DiskFile, ProcessDisk } from './process-disk.ts';

type Disk = Pick<
  ProcessDisk,
  'find' | 'createFile' | 'write' | 'truncate' | 'remove' | 'rename' | 'createFolder' | 'removeFolder'
>;

const fileOf = (disk: Disk, path: string): DiskFile => {
  const entry = disk.find(path);
  return entry?.kind === 'file' ? entry : disk.createFile(path);
};

export const replayChange = (disk: Disk, change: DiskChange): void => {
  const { path } = change;
  switch (change.op) {
    case 'write':
      disk.write(fileOf(disk, path), change.offset, change.bytes);
      return;
    case 'truncate':
      disk.truncate(fileOf(disk, path), change.size);
      return;
    case 'remove':
      if (disk.find(path)) disk.remove(path);
      return;
    case 'rename':
      if (disk.find(path)) disk.rename(path, change.to);
      return;
    case 'create-folder':
      if (!disk.find(path)) disk.createFolder(path);
      return;
    case 'remove-folder':
      if (disk.find(path)) disk.removeFolder(path);
  }
};
