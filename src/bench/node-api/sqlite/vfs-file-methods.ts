/**
 * What SQLite does with a file that it has open (its `sqlite3_io_methods`): reads, writes, locks, shared memory.
 * @module
 */
import { diskBytes } from '../fs/disk-room.ts';
import type { DatabaseFile } from './database-files.ts';
import type { DiskVfs } from './disk-vfs.ts';
import { UNLOCKED } from './file-locks.ts';
import type { SqliteLibrary } from './sqlite-library.ts';
import type { Callback } from './wasm-callbacks.ts';

const OK = 0;
const BUSY = 5;
const OUT_OF_MEMORY = 7;
const FULL = 13;
const SHORT_READ = 10 | (2 << 8);
const NOT_FOUND = 12;

/** `SQLITE_FCNTL_COMMIT_PHASETWO`: told to each file when its transaction has ended well. */
const transactionCommitted = 22;
const sectorBytes = 4096;
/** `SQLITE_IOCAP_POWERSAFE_OVERWRITE`, as on a real disk. */
const characteristics = 0x1000;

type Run = Callback['run'];

export const fileMethods = (vfs: DiskVfs, library: SqliteLibrary): Callback[] => {
  const { heap } = library;
  const fileAt = (address: number): DatabaseFile => vfs.opened.get(address) as DatabaseFile;

  const close: Run = (address: number) => {
    const file = fileAt(address);
    vfs.opened.delete(address);
    file.locks.unlock(address, UNLOCKED);
    file.memory.leave(address);
    if (![...vfs.opened.values()].includes(file)) vfs.files.forget(file);
    return OK;
  };
  const read: Run = (address: number, into: number, length: number, offset: bigint) =>
    fileAt(address).pages.read(Number(offset), heap.part(into, length)) < length ? SHORT_READ : OK;
  const write: Run = (address: number, from: number, length: number, offset: bigint) => {
    if (Number(offset) + length > diskBytes) return FULL;
    fileAt(address).pages.write(Number(offset), heap.part(from, length));
    return OK;
  };
  const truncate: Run = (address: number, size: bigint) => {
    fileAt(address).pages.truncate(Number(size));
    return OK;
  };
  const fileSize: Run = (address: number, out: number) => {
    heap.setInt64(out, BigInt(fileAt(address).pages.size));
    return OK;
  };
  const lock: Run = (address: number, level: number) => (fileAt(address).locks.lock(address, level) ? OK : BUSY);
  const unlock: Run = (address: number, level: number) => {
    fileAt(address).locks.unlock(address, level);
    return OK;
  };
  const checkReserved: Run = (address: number, out: number) => {
    heap.setInt32(out, fileAt(address).locks.isReserved() ? 1 : 0);
    return OK;
  };
  const control: Run = (address: number, operation: number) => {
    if (operation === transactionCommitted) vfs.committed(fileAt(address));
    return NOT_FOUND;
  };
  const mapMemory: Run = (address: number, region: number, bytes: number, extends_: number, out: number) => {
    const { memory } = fileAt(address);
    memory.connections.add(address);
    while (extends_ !== 0 && memory.regions.length <= region) {
      const made = library.call('malloc', bytes);
      if (made === 0) return OUT_OF_MEMORY;
      heap.part(made, bytes).fill(0);
      memory.regions.push(made);
    }
    heap.setInt32(out, memory.regions[region] ?? 0);
    return OK;
  };
  const lockMemory: Run = (address: number, first: number, count: number, flags: number) =>
    fileAt(address).memory.lock(address, first, count, flags) ? OK : BUSY;
  const unmapMemory: Run = (address: number) => {
    const { memory } = fileAt(address);
    memory.leave(address);
    if (memory.connections.size > 0) return OK;
    for (const region of memory.regions.splice(0)) library.call('free', region);
    return OK;
  };

  return [
    { type: 'i:i', run: close },
    { type: 'iiiI:i', run: read },
    { type: 'iiiI:i', run: write },
    { type: 'iI:i', run: truncate },
    // What is written becomes durable when the transaction ends; there is nothing to wait for.
    { type: 'ii:i', run: () => OK },
    { type: 'ii:i', run: fileSize },
    { type: 'ii:i', run: lock },
    { type: 'ii:i', run: unlock },
    { type: 'ii:i', run: checkReserved },
    { type: 'iii:i', run: control },
    { type: 'i:i', run: () => sectorBytes },
    { type: 'i:i', run: () => characteristics },
    { type: 'iiiii:i', run: mapMemory },
    { type: 'iiii:i', run: lockMemory },
    { type: 'i:', run: () => undefined },
    { type: 'ii:i', run: unmapMemory },
  ];
};
