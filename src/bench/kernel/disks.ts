/**
 * The disks of a system. A disk belongs to a process's name and outlives the process, as a volume outlives what mounts it.
 * Pure; kernel-private.
 * @module
 */
import { Disk } from './disk.ts';

/** What the judge may do with a disk. */
export type DiskView = Pick<Disk, 'isUsed' | 'paths' | 'read'>;

export class Disks {
  readonly #byName = new Map<string, Disk>();

  of(name: string): Disk {
    const known = this.#byName.get(name);
    if (known) return known;
    const disk = new Disk();
    this.#byName.set(name, disk);
    return disk;
  }
}
