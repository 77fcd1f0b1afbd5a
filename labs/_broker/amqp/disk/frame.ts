/**
 * Frames of a segment: what one write holds, with its length and checksum, so that a crash keeps all of it or none. Runs in
 * Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import { crc32 } from './crc32.ts';
import { JournalError } from './journal-error.ts';

/** Length, the length once more in disguise, checksum of the payload; four bytes each, little-endian. */
const HEAD_BYTES = 12;
/** A damaged length must not be taken for a frame that a crash has cut. */
const DISGUISE = 0x5ca1ab1e;

/** The frame around a payload that comes in parts. */
export function encodeFrame(parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const frame = Buffer.concat([head, ...parts]);
  const payload = frame.subarray(HEAD_BYTES);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt32LE((payload.length ^ DISGUISE) >>> 0, 4);
  frame.writeUInt32LE(crc32(payload), 8);
  return frame;
}

interface ReadFrames {
  readonly payloads: readonly Buffer[];
  /** Where the last whole frame ends. */
  readonly endsAt: number;
}

/**
 * @param mayBeTorn It is the last segment: a frame that was being written when the process died is left out.
 * @throws {JournalError} BROKER_JOURNAL_CORRUPT for anything else that is wrong.
 */
export function readFrames(bytes: Buffer, startsAt: number, name: string, mayBeTorn: boolean): ReadFrames {
  const payloads: Buffer[] = [];
  let at = startsAt;
  while (at < bytes.length) {
    const end = frameEnd(bytes, at);
    const payload = end === undefined ? undefined : bytes.subarray(at + HEAD_BYTES, end);
    if (end === undefined || !payload || crc32(payload) !== bytes.readUInt32LE(at + 8)) {
      if (mayBeTorn && isTorn(bytes, at, end)) break;
      throw corrupt(name, at);
    }
    payloads.push(payload);
    at = end;
  }
  return { payloads, endsAt: at };
}

/** Undefined: it does not end within these bytes, or its head is damaged. */
function frameEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  if ((length ^ DISGUISE) >>> 0 !== bytes.readUInt32LE(at + 4)) return undefined;
  const end = at + HEAD_BYTES + length;
  return end > bytes.length ? undefined : end;
}

/** A crash cuts a frame short, or leaves its last bytes unwritten; a disk that lost its power may fill up with zeros. */
function isTorn(bytes: Buffer, at: number, end: number | undefined): boolean {
  if (end !== undefined) return end === bytes.length;
  if (at + HEAD_BYTES > bytes.length) return true;
  const length = bytes.readUInt32LE(at);
  const headHolds = (length ^ DISGUISE) >>> 0 === bytes.readUInt32LE(at + 4);
  return headHolds || bytes.subarray(at).every((byte) => byte === 0);
}

const corrupt = (name: string, at: number): JournalError =>
  new JournalError('BROKER_JOURNAL_CORRUPT', {
    message: `Cannot read ${name}: what stands at byte ${at} should be a frame of records and fails its checksum`,
    hint: 'Restore the folder from a copy, or start with an empty one; what follows this byte is in doubt.',
  });
