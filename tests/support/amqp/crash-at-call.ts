/**
 * A module for `node --import` that ends the process with SIGKILL at its n-th change to the files of one folder. Nothing in
 * the program under test knows of it.
 * @module
 */

export interface CrashPoint {
  /** Only changes to files in this folder count. */
  readonly folder: string;
  /** Which change: 1 is the first. */
  readonly call: number;
  /**
   * `killed`: the process dies before the change; what it wrote is in the files. `power cut`: of what no fsync has
   * confirmed, half is lost too, in the middle of a record.
   */
  readonly manner: 'killed' | 'power cut';
}

/**
 * @example
 * spawn('node', ['--import', crashAtCall({ folder, call: 3, manner: 'killed' }), 'main.ts'])
 */
export function crashAtCall(point: CrashPoint): string {
  return `data:text/javascript,${encodeURIComponent(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { folder, call, manner } = ${JSON.stringify(point)};
    const { ftruncateSync, fstatSync } = fs;
    const syncedBytes = new Map();
    let calls = 0;
    const isOurs = (target) => typeof target === 'number' ? syncedBytes.has(target) : String(target).startsWith(folder);
    const sizeOf = (fd) => fstatSync(fd).size;
    function count(target) {
      if (!isOurs(target)) return;
      calls += 1;
      if (calls !== call) return;
      if (manner === 'power cut') {
        for (const [fd, synced] of syncedBytes) {
          const size = sizeOf(fd);
          if (size > synced) ftruncateSync(fd, synced + Math.floor((size - synced) / 2));
        }
      }
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    }
    function wrap(name, after = () => undefined) {
      const real = fs[name];
      fs[name] = function (target, ...rest) {
        count(target);
        const result = real.call(fs, target, ...rest);
        after(target, result);
        return result;
      };
    }
    for (const name of ['mkdirSync', 'unlinkSync', 'renameSync', 'writeSync', 'writevSync', 'writeFileSync', 'ftruncateSync', 'truncateSync']) wrap(name);
    wrap('openSync', (path, fd) => isOurs(path) && syncedBytes.set(fd, sizeOf(fd)));
    wrap('closeSync', (fd) => syncedBytes.delete(fd));
    for (const name of ['fsyncSync', 'fdatasyncSync']) wrap(name, (fd) => isOurs(fd) && syncedBytes.set(fd, sizeOf(fd)));
    for (const name of ['fsync', 'fdatasync']) {
      const real = fs[name];
      fs[name] = (fd, done) => {
        count(fd);
        const size = syncedBytes.has(fd) ? sizeOf(fd) : 0;
        real(fd, (error) => {
          if (!error && syncedBytes.has(fd)) syncedBytes.set(fd, Math.max(size, syncedBytes.get(fd)));
          done(error);
        });
      };
    }
    syncBuiltinESMExports();
  `)}`;
}
