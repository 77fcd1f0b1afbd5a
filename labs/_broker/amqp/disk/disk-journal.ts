/**
 * The journal on a disk: frames of records appended to segments of some megabytes; one fsync for all that came together; old
 * segments go when most of them is of no use any more. What cannot be written ends the process. Runs in Node and in the
 * simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { Journal, JournalRecord, RecoveredState } from '../model/journal.ts';
import { Definitions } from './definitions.ts';
import type { FileSystem } from './file-system.ts';
import { encodeFrame, readFrames } from './frame.ts';
import { JournalError } from './journal-error.ts';
import { LiveEntries } from './live-entries.ts';
import { encodeRecord, entryOf, splitRecords } from './record-codec.ts';
import { recoverJournal } from './recover-journal.ts';
import { createSegment, type Segment, SEGMENT_MARK } from './segment-file.ts';

export interface DiskJournalOptions {
  /** Made when it is not there. No two brokers may have the same. */
  readonly folder: string;
  readonly fs: FileSystem;
  /** Calls `run` soon, after what is going on: everything until then shares an fsync. */
  readonly schedule: (run: () => void) => void;
  /** A segment of this size is closed and the next one begun. */
  readonly segmentBytes: number;
}

export class DiskJournal implements Journal {
  readonly #fs: FileSystem;
  readonly #options: DiskJournalOptions;
  readonly #definitions = new Definitions();
  readonly #live = new LiveEntries();
  #segments: Segment[] = [];
  #fd = -1;
  /** Where the records of the current segment begin, after what every segment starts with. */
  #startBytes = 0;
  #parts: Buffer[] = [];
  #lastPosition = 0;
  #writtenPosition = 0;
  #durablePosition = 0;
  #lastQueueId = 0;
  #lastEntryId = 0;
  #listener: (position: number) => void = () => undefined;
  #isScheduled = false;
  #isSyncing = false;
  #isClosed = false;
  /** Descriptors that an fsync is still using. */
  #toClose: number[] = [];

  constructor(options: DiskJournalOptions) {
    this.#options = options;
    this.#fs = options.fs;
  }

  /** @throws {JournalError} */
  recover(): RecoveredState {
    const { folder, segmentBytes } = this.#options;
    const { state, segments } = recoverJournal(this.#fs, folder, this.#definitions, this.#live);
    this.#segments = [...segments];
    this.#lastQueueId = state.lastQueueId;
    this.#lastEntryId = state.lastEntryId;
    const last = this.#segments.at(-1);
    if (last && last.bytes < segmentBytes) this.#fd = this.#fs.openSync(last.path, 'a');
    else this.#begin((last?.number ?? 0) + 1);
    return state;
  }

  append(record: JournalRecord): number {
    const bytes = encodeRecord(record);
    this.#parts.push(bytes);
    this.#definitions.apply(record);
    const segment = this.#current.number;
    if (record.kind === 'enqueued') {
      this.#lastEntryId = record.entry.id;
      this.#live.add(record.entry.queueId, record.entry.id, segment, bytes.length);
    } else if (record.kind === 'delivered') this.#live.markDelivered(record.id);
    else if (record.kind === 'removed') this.#live.remove(record.queueId, record.id);
    else if (record.kind === 'queue-declared') this.#lastQueueId = record.queue.id;
    else if (record.kind === 'queue-deleted') this.#live.removeQueue(record.id);
    this.#commitSoon();
    return ++this.#lastPosition;
  }

  /** @throws {JournalError} BROKER_JOURNAL_UNWRITABLE, for example when the disk is full. */
  write(): void {
    if (this.#parts.length === 0 || this.#isClosed) return;
    this.#writeFrame(this.#parts);
    this.#parts = [];
    this.#writtenPosition = this.#lastPosition;
    if (this.#current.bytes - this.#startBytes >= this.#options.segmentBytes) this.#roll();
  }

  onDurable(listener: (position: number) => void): void {
    this.#listener = listener;
  }

  /** Everything is on the disk when this returns. Nothing may be appended afterwards. */
  close(): void {
    if (this.#isClosed) return;
    this.write();
    this.#isClosed = true;
    this.#retire(this.#fd);
  }

  get #current(): Segment {
    const segment = this.#segments.at(-1);
    if (segment) return segment;
    throw new Error('recover() comes first');
  }

  #commitSoon(): void {
    if (this.#isScheduled || this.#isSyncing) return;
    this.#isScheduled = true;
    this.#options.schedule(() => {
      this.#isScheduled = false;
      this.#commit();
    });
  }

  #commit(): void {
    if (this.#isClosed || this.#isSyncing) return;
    this.write();
    if (this.#writtenPosition === this.#durablePosition) return;
    const position = this.#writtenPosition;
    this.#isSyncing = true;
    this.#fs.fsync(this.#fd, (error) => {
      this.#isSyncing = false;
      for (const fd of this.#toClose.splice(0)) this.#fs.closeSync(fd);
      if (error) throw unwritable(this.#options.folder, error);
      if (this.#isClosed) return;
      this.#durablePosition = position;
      this.#listener(position);
      if (this.#parts.length > 0 || this.#writtenPosition > position) this.#commit();
      else this.#dropOldest();
    });
  }

  #writeFrame(parts: readonly Buffer[]): void {
    const frame = encodeFrame(parts);
    const bytes = this.#current.bytes === 0 ? Buffer.concat([SEGMENT_MARK, frame]) : frame;
    try {
      for (let at = 0; at < bytes.length;) at += this.#fs.writeSync(this.#fd, bytes, at, bytes.length - at);
    } catch (error) {
      this.#isClosed = true;
      throw unwritable(this.#current.path, error);
    }
    this.#current.bytes += bytes.length;
  }

  /** The next segment says what is declared, so that those before it can go. */
  #begin(number: number): void {
    const { segment, fd } = createSegment(this.#fs, this.#options.folder, number);
    this.#segments.push(segment);
    this.#fd = fd;
    const ids = { lastQueueId: this.#lastQueueId, lastEntryId: this.#lastEntryId };
    this.#writeFrame([encodeRecord({ kind: 'segment-start', ...ids, definitions: this.#definitions.toRecords() })]);
    this.#startBytes = segment.bytes;
  }

  #roll(): void {
    const fd = this.#fd;
    const { number } = this.#current;
    this.#retire(fd);
    this.#begin(number + 1);
  }

  #retire(fd: number): void {
    this.#fs.fsyncSync(fd);
    if (this.#isSyncing) this.#toClose.push(fd);
    else this.#fs.closeSync(fd);
  }

  /** Moves what still counts of the oldest segment to the newest, when more than half of the disk is of no use. */
  #dropOldest(): void {
    const [oldest] = this.#segments;
    const bytes = this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
    const wastedBytes = bytes - this.#live.bytes;
    if (!oldest || oldest === this.#current) return;
    if (wastedBytes <= Math.max(this.#live.bytes, this.#options.segmentBytes)) return;
    const file = this.#fs.readFileSync(oldest.path);
    const held = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const { payloads } = readFrames(held, SEGMENT_MARK.length, oldest.path, false);
    for (const record of payloads.flatMap((payload) => [...splitRecords(payload)])) {
      const entry = entryOf(record);
      if (!entry || !this.#live.standsIn(entry.queueId, entry.id, oldest.number)) continue;
      this.#parts.push(record);
      this.#live.add(entry.queueId, entry.id, this.#current.number, record.length);
      if (this.#live.wasDelivered(entry.id)) this.#parts.push(encodeRecord({ kind: 'delivered', ...entry }));
    }
    const fd = this.#fd;
    this.write();
    // When the write was the last of its segment, it is on the disk already.
    if (fd === this.#fd) this.#fs.fsyncSync(fd);
    this.#fs.unlinkSync(oldest.path);
    this.#segments.shift();
  }
}

const unwritable = (path: string, cause: unknown): JournalError =>
  new JournalError('BROKER_JOURNAL_UNWRITABLE', {
    message: `Cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Make room on the disk and start the broker again; what it confirmed is there.',
    cause,
  });
