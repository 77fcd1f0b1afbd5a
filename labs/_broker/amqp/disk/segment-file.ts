/**
 * One file of the journal: its name, its mark, its frames. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { FileSystem } from './file-system.ts';
import { readFrames } from './frame.ts';
import { JournalError } from './journal-error.ts';

const MARK = Buffer.from('ENSBRK01');
const NAME = /^journal-(\d{8,})\.log$/;

export interface Segment {
  readonly number: number;
  readonly path: string;
  bytes: number;
}

const pathOf = (folder: string, number: number): string => `${folder}/journal-${String(number).padStart(8, '0')}.log`;

/** The numbers of the segments that are there, ascending. */
export const listSegments = (fs: FileSystem, folder: string): readonly number[] =>
  fs
    .readdirSync(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);

/**
 * @param isLast A crash may have cut it; what hangs over is taken off the file.
 * @returns the payloads of its frames; undefined when nothing of it counts, and then it is gone.
 * @throws {JournalError} BROKER_JOURNAL_CORRUPT, BROKER_JOURNAL_UNKNOWN
 */
export function readSegment(
  fs: FileSystem,
  folder: string,
  number: number,
  isLast: boolean,
): { readonly segment: Segment; readonly payloads: readonly Buffer[] } | undefined {
  const path = pathOf(folder, number);
  const file = fs.readFileSync(path);
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, MARK.length).equals(MARK) && !(isLast && bytes.length < MARK.length)) throw unknown(path);
  const { payloads, endsAt } = readFrames(bytes, Math.min(MARK.length, bytes.length), path, isLast);
  if (isLast && payloads.length === 0) {
    fs.unlinkSync(path);
    return undefined;
  }
  if (endsAt < bytes.length) truncate(fs, path, endsAt);
  return { segment: { number, path, bytes: endsAt }, payloads };
}

function truncate(fs: FileSystem, path: string, size: number): void {
  const fd = fs.openSync(path, 'r+');
  fs.ftruncateSync(fd, size);
  fs.fsyncSync(fd);
  fs.closeSync(fd);
}

/** @returns the new file's segment and descriptor; the mark is to be written with the first frame. */
export function createSegment(fs: FileSystem, folder: string, number: number): { segment: Segment; fd: number } {
  const path = pathOf(folder, number);
  return { segment: { number, path, bytes: 0 }, fd: fs.openSync(path, 'a') };
}

export const SEGMENT_MARK: Uint8Array = MARK;

const unknown = (path: string): JournalError =>
  new JournalError('BROKER_JOURNAL_UNKNOWN', {
    message: `Cannot read ${path}: it should start with "${MARK.toString()}" and starts with something else`,
    hint: 'Point the broker at a folder of its own, or take this file out of it.',
  });
