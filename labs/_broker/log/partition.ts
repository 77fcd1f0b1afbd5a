/**
 * One partition: an append-only list of records on the disk, and what is kept of it in memory. Runs in the log service.
 *
 * Consumers see a record when it is durable, never before: what a crash may take away was seen by nobody. Appends that come while
 * the disk is busy are written together, with one `fsync`.
 * @module
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { countExpired } from './count-expired.ts';
import { FrameFile } from './frame-file.ts';
import { LogProblem } from './log-problem.ts';
import { sizeOfRecord, type LogRecord, type NewRecord, type Retention } from './log-record.ts';

/** One append, as it is on the disk: all of it or nothing. */
interface Batch {
  readonly baseOffset: number;
  readonly timestampMs: number;
  readonly records: readonly NewRecord[];
}

interface Waiting {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Segment {
  readonly baseOffset: number;
  readonly file: FrameFile;
}

export interface PartitionOptions {
  readonly folder: string;
  readonly retention: Retention;
  /** A file that has grown to this size is followed by another. */
  readonly segmentBytes: number;
  /** How long a record that nobody waits for may stay in memory only. */
  readonly flushMs: number;
  readonly nowMs: () => number;
}

const SUFFIX = '.log';
/** Names sort as their numbers do. */
const fileName = (baseOffset: number): string => `${String(baseOffset).padStart(16, '0')}${SUFFIX}`;

export class Partition {
  readonly #options: PartitionOptions;
  readonly #segments: Segment[];
  /** From `startOffset` on, those that are not durable yet included. */
  readonly #records: LogRecord[] = [];
  readonly #listeners = new Set<() => void>();
  #sizeBytes = 0;
  #startOffset: number;
  #highWatermark: number;
  #lastTimestampMs = 0;
  #unwritten: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: PartitionOptions, segments: Segment[], batches: readonly Batch[]) {
    this.#options = options;
    this.#segments = segments;
    this.#startOffset = batches[0]?.baseOffset ?? segments.at(-1)?.baseOffset ?? 0;
    for (const batch of batches) this.#remember(batch);
    this.#highWatermark = this.nextOffset;
    this.#expire();
  }

  /** Reads what is on the disk. Half a batch at the end of the last file is cut off. */
  static async open(options: PartitionOptions): Promise<Partition> {
    const { folder } = options;
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort();
    const segments: Segment[] = [];
    const batches: Batch[] = [];
    for (const name of names.length > 0 ? names : [fileName(0)]) {
      const { file, values } = await FrameFile.open(folder, name);
      batches.push(...(values as Batch[]));
      segments.push({ baseOffset: Number(name.slice(0, -SUFFIX.length)), file });
    }
    requireNoGap(batches, folder);
    return new Partition(options, segments, batches);
  }

  /** Of the oldest record that is kept. */
  get startOffset(): number {
    this.#expire();
    return this.#startOffset;
  }

  /** Where consumers end: the offset behind the last durable record. */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** That the next record gets. */
  get nextOffset(): number {
    return this.#startOffset + this.#records.length;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /**
   * Appends records, which get offsets one after the other.
   *
   * @param isUrgent Write now; else at the latest after `flushMs`.
   * @returns `durable` resolves when they are on the disk, and rejects with `storage-failed` when they never will be.
   */
  append(records: readonly NewRecord[], isUrgent: boolean): { baseOffset: number; durable: Promise<void> } {
    this.#lastTimestampMs = Math.max(this.#options.nowMs(), this.#lastTimestampMs);
    const batch: Batch = { baseOffset: this.nextOffset, timestampMs: this.#lastTimestampMs, records };
    this.#remember(batch);
    const durable = new Promise<void>((resolve, reject) => {
      this.#unwritten.push({ batch, resolve, reject });
    });
    // Whoever does not wait for it does not hear of it.
    durable.catch(() => {});
    if (isUrgent) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), this.#options.flushMs);
    return { baseOffset: batch.baseOffset, durable };
  }

  /** Durable records from an offset on, until one of the limits; at least one where there is one. */
  read(offset: number, { maxRecords, maxBytes }: { maxRecords: number; maxBytes: number }): readonly LogRecord[] {
    const from = offset - this.startOffset;
    const to = Math.min(this.#highWatermark - this.#startOffset, from + maxRecords);
    let restBytes = maxBytes;
    const taken = this.#records.slice(from, to);
    const end = taken.findIndex((record, index) => (restBytes -= sizeOfRecord(record)) < 0 && index > 0);
    return end === -1 ? taken : taken.slice(0, end);
  }

  /** Of the first record that was appended at this time or later; the high watermark when there is none. */
  offsetAt(timeMs: number): number {
    const found = this.#records.find(({ timestampMs }) => timestampMs >= timeMs);
    return Math.min(found?.offset ?? Infinity, this.#highWatermark);
  }

  /** Calls back whenever more is durable, until the function that it returns is called. */
  onDurable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes what is not written yet. Failures reach those who wait for `durable`. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing ??= this.#writeAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async close(): Promise<void> {
    await this.flush();
    for (const { file } of this.#segments) await file.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#unwritten.length > 0) {
      const group = this.#unwritten;
      this.#unwritten = [];
      const batches = group.map(({ batch }) => batch);
      try {
        await (await this.#segmentFor(batches)).file.append(batches);
      } catch (error) {
        this.#forget([...group, ...this.#unwritten], error);
        continue;
      }
      this.#highWatermark = batches.reduce((offset, { records }) => offset + records.length, this.#highWatermark);
      for (const { resolve } of group) resolve();
      for (const listener of this.#listeners) listener();
      this.#expire();
      await this.#deleteSegments();
    }
  }

  async #segmentFor([first]: readonly Batch[]): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last && last.file.sizeBytes < this.#options.segmentBytes) return last;
    const baseOffset = first?.baseOffset ?? this.#highWatermark;
    const { file } = await FrameFile.open(this.#options.folder, fileName(baseOffset));
    const segment = { baseOffset, file };
    this.#segments.push(segment);
    return segment;
  }

  #remember({ baseOffset, timestampMs, records }: Batch): void {
    this.#lastTimestampMs = timestampMs;
    for (const [index, record] of records.entries()) {
      this.#records.push({ ...record, offset: baseOffset + index, timestampMs });
      this.#sizeBytes += sizeOfRecord(record);
    }
  }

  /** What could not be written has not happened: its offsets go to the next records. */
  #forget(group: readonly Waiting[], cause: unknown): void {
    this.#unwritten = [];
    for (const record of this.#records.splice(this.#highWatermark - this.#startOffset))
      this.#sizeBytes -= sizeOfRecord(record);
    const reason = cause instanceof Error ? cause.message : String(cause);
    for (const { reject } of group)
      reject(new LogProblem(503, 'storage-failed', `The records could not be written: ${reason}`));
  }

  #expire(): void {
    const { retention, nowMs } = this.#options;
    const durable = this.#highWatermark - this.#startOffset;
    const expired = Math.min(countExpired(this.#records, this.#sizeBytes, retention, nowMs()), durable);
    for (const record of this.#records.splice(0, expired)) this.#sizeBytes -= sizeOfRecord(record);
    this.#startOffset += expired;
  }

  /** A file goes when nothing in it is kept any more; the last one stays, because it holds the next offset. */
  async #deleteSegments(): Promise<void> {
    for (let [first, second] = this.#segments; first && second; [first, second] = this.#segments) {
      if (second.baseOffset > this.#startOffset) return;
      this.#segments.shift();
      await first.file.close();
      // One that cannot be deleted now is read and deleted after the next start.
      await rm(first.file.path, { force: true }).catch(() => {});
    }
  }
}

/** A crash tears the end of the last file only. */
function requireNoGap(batches: readonly Batch[], folder: string): void {
  for (const [index, { baseOffset, records }] of batches.entries()) {
    const next = batches[index + 1];
    if (!next || next.baseOffset === baseOffset + records.length) continue;
    const message = `${folder} lacks the records ${baseOffset + records.length} to ${next.baseOffset - 1}; restore it from a copy or delete the topic's folder`;
    throw Object.assign(new Error(message), { code: 'FRAME_FILE_DAMAGED' });
  }
}
