/**
 * A file of a database as SQLite sees it: what the disk holds, and above it the pages that were written and are not
 * durable yet. A file that need not outlive the process (a rollback journal, a temporary table) has no disk below. Pure.
 * @module
 */
import type { DiskFile } from '../fs/process-disk.ts';

const pageBytes = 4096;

export type PageChange =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

export class PagedFile {
  readonly #below: DiskFile | undefined;
  readonly #pages = new Map<number, Uint8Array>();
  #size = 0;
  /** Bytes of the file below that still count: what was cut off reads as zeros when the file grows again. */
  #baseSize = 0;
  #isChanged = false;

  constructor(below?: DiskFile) {
    this.#below = below;
  }

  get size(): number {
    return this.#isChanged || !this.#below ? this.#size : this.#below.size;
  }

  /** Fills the rest with zeros, as SQLite asks for. @returns The bytes that were there. */
  read(offset: number, into: Uint8Array): number {
    const count = Math.max(Math.min(into.length, this.size - offset), 0);
    for (let done = 0; done < count;) {
      const at = offset + done;
      const start = at % pageBytes;
      const length = Math.min(pageBytes - start, count - done);
      const target = into.subarray(done, done + length);
      const page = this.#pages.get(Math.floor(at / pageBytes));
      if (page) target.set(page.subarray(start, start + length));
      else this.#readBelow(at, target);
      done += length;
    }
    into.fill(0, count);
    return count;
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#beginChange();
    for (let done = 0; done < bytes.length;) {
      const at = offset + done;
      const start = at % pageBytes;
      const length = Math.min(pageBytes - start, bytes.length - done);
      this.#pageToWrite(Math.floor(at / pageBytes)).set(bytes.subarray(done, done + length), start);
      done += length;
    }
    this.#size = Math.max(this.#size, offset + bytes.length);
  }

  truncate(size: number): void {
    this.#beginChange();
    for (const [page, bytes] of this.#pages) {
      if (page * pageBytes >= size) this.#pages.delete(page);
      else if ((page + 1) * pageBytes > size) bytes.fill(0, size - page * pageBytes);
    }
    this.#baseSize = Math.min(this.#baseSize, size);
    this.#size = size;
  }

  /** What has to be done below so that it holds the same; pages that are as they were are left out. */
  takeChanges(): PageChange[] {
    if (!this.#isChanged || !this.#below) return [];
    const changes: PageChange[] = [];
    const { size } = this.#below;
    if (this.#baseSize < size) changes.push({ kind: 'truncate', size: this.#baseSize });
    for (const page of [...this.#pages.keys()].toSorted((a, b) => a - b)) {
      const offset = page * pageBytes;
      const bytes = (this.#pages.get(page) as Uint8Array).subarray(0, Math.min(pageBytes, this.#size - offset));
      if (!this.#isAsBelow(offset, bytes)) changes.push({ kind: 'write', offset, bytes });
    }
    const reached = Math.max(
      this.#baseSize,
      ...changes.map((change) => (change.kind === 'write' ? change.offset + change.bytes.length : 0)),
    );
    if (reached !== this.#size) changes.push({ kind: 'truncate', size: this.#size });
    this.#pages.clear();
    this.#isChanged = false;
    return changes;
  }

  #beginChange(): void {
    if (this.#isChanged || !this.#below) return;
    this.#isChanged = true;
    this.#size = this.#below.size;
    this.#baseSize = this.#size;
  }

  #pageToWrite(page: number): Uint8Array {
    const known = this.#pages.get(page);
    if (known) return known;
    const made = new Uint8Array(pageBytes);
    this.#readBelow(page * pageBytes, made);
    this.#pages.set(page, made);
    return made;
  }

  #readBelow(offset: number, into: Uint8Array): void {
    const { bytes, size } = this.#below ?? { bytes: new Uint8Array(), size: 0 };
    const end = Math.min(offset + into.length, this.#isChanged ? this.#baseSize : size);
    into.fill(0);
    if (end > offset) into.set(bytes.subarray(offset, end));
  }

  #isAsBelow(offset: number, bytes: Uint8Array): boolean {
    if (!this.#below || offset + bytes.length > this.#baseSize) return false;
    const held = this.#below.bytes;
    return bytes.every((byte, index) => byte === held[offset + index]);
  }
}
