/**
 * Says in words why a file could not be had, where the error of `node:fs` or SQLite is as short as in Node: whose the path is,
 * and that each service has a disk of its own. Pure.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import type { ProgramSpec } from './lab-program.ts';
import type { DiskAccess } from './operation.ts';

/** What is known of a system's disks. */
export interface DiskFacts {
  readonly programs: readonly Pick<ProgramSpec, 'name' | 'entry'>[];
  readonly accesses: readonly DiskAccess[];
}

/**
 * One or two sentences to stand behind the error, with a space before them; empty for errors of another kind.
 *
 * @param at Where the error was thrown.
 *
 * @example
 * explainDisk('products', 'Error: unable to open database file', facts)
 * // ' "/shop/data/shop.db" belongs to shop: each service has a disk of its own, and asks the other service over HTTP for …'
 */
export function explainDisk(
  service: string,
  error: string,
  { programs, accesses }: DiskFacts,
  at?: EffectSource,
): string {
  if (!/EACCES|unable to open database file/.test(error)) return '';
  // Another line is another mistake, such as one that was corrected before a reload.
  const denied = accesses.findLast(
    ({ process, mode, source }) =>
      process === service &&
      mode === 'denied' &&
      (!at || !source || (source.file === at.file && source.line === at.line)),
  );
  if (denied) return ` ${whose(denied.path, service, programs)}`;
  if (!error.includes('unable to open database file')) return '';
  return ` The folder of a database file has to be on the disk of ${service}, such as by mkdirSync. Each service has a disk of its own: a path that another service uses leads to another file here.`;
}

function whose(path: string, service: string, programs: DiskFacts['programs']): string {
  const folder = path.split('/')[1] ?? '';
  const owners = programs.filter(({ name, entry }) => name !== service && entry.split('/')[0] === folder);
  if (owners.length === 0)
    return `"${path}" is not for ${service} to write: its own files go to a folder such as /data.`;
  const names = owners.map(({ name }) => name).join(' and ');
  return `"${path}" belongs to ${names}: each service has a disk of its own, and asks the other one over HTTP for what that stores.`;
}
