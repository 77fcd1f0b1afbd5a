/**
 * A file that is only ever appended to: JSON values, each in a frame of length and checksum. What was appended is on the disk
 * (`fsync`) when `append` resolves; half a frame at the end, left by a crash, is cut off when the file is opened.
 * Runs in the log service.
 * @module
 */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { crc32 } from './crc32.ts';
import { syncFolder } from './sync-folder.ts';

/** Length and checksum of what follows, 32 bits each, big-endian. */
const HEAD_BYTES = 8;

interface OpenedFile {
  readonly file: FrameFile;
  /** In the order in which they were appended. */
  readonly values: readonly unknown[];
  /** What was cut off at the end; 0 when the file was whole. */
  readonly tornBytes: number;
}

export class FrameFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #sizeBytes: number;
  #isBroken = false;

  private constructor(path: string, handle: FileHandle, sizeBytes: number) {
    this.path = path;
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  /**
   * Opens the file, or creates it.
   *
   * @throws {Error} with `code: 'FRAME_FILE_DAMAGED'` when something whole follows what is not: no crash leaves that behind.
   */
  static async open(folder: string, name: string): Promise<OpenedFile> {
    const path = `${folder}/${name}`;
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    const { values, endBytes } = readFrames(bytes ?? Buffer.alloc(0), path);
    const handle = await open(path, bytes ? 'r+' : 'w+');
    const tornBytes = (bytes?.length ?? 0) - endBytes;
    if (tornBytes > 0) {
      await handle.truncate(endBytes);
      await handle.sync();
    }
    if (!bytes) await syncFolder(folder);
    return { file: new FrameFile(path, handle, endBytes), values, tornBytes };
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** One write and one `fsync` for all of them. When it rejects, none of them is in the file. */
  async append(values: readonly unknown[]): Promise<void> {
    if (this.#isBroken) throw new Error(`${this.path} could not be written to, and not be repaired`);
    const bytes = Buffer.concat(values.map(toFrame));
    try {
      let writtenBytes = 0;
      while (writtenBytes < bytes.length) {
        const rest = bytes.length - writtenBytes;
        const at = this.#sizeBytes + writtenBytes;
        writtenBytes += (await this.#handle.write(bytes, writtenBytes, rest, at)).bytesWritten;
      }
      await this.#handle.sync();
    } catch (error) {
      await this.#handle.truncate(this.#sizeBytes).catch(() => {
        this.#isBroken = true;
      });
      throw error;
    }
    this.#sizeBytes += bytes.length;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

function toFrame(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length, 0);
  head.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([head, body]);
}

/** The end of the frame that begins here; undefined when it is not whole. */
function frameEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined;
  const end = at + HEAD_BYTES + bytes.readUInt32BE(at);
  if (end === at + HEAD_BYTES || end > bytes.length) return undefined;
  return crc32(bytes.subarray(at + HEAD_BYTES, end)) === bytes.readUInt32BE(at + 4) ? end : undefined;
}

function readFrames(bytes: Buffer, path: string): { values: unknown[]; endBytes: number } {
  const values: unknown[] = [];
  let at = 0;
  for (let end = frameEnd(bytes, at); end !== undefined; end = frameEnd(bytes, at)) {
    values.push(JSON.parse(bytes.toString('utf8', at + HEAD_BYTES, end)));
    at = end;
  }
  // A crash tears the last frame only, and a frame with a wrong checksum that another follows was changed later.
  const lengthBytes = at + HEAD_BYTES <= bytes.length ? bytes.readUInt32BE(at) : 0;
  if (lengthBytes > 0 && frameEnd(bytes, at + HEAD_BYTES + lengthBytes) !== undefined) {
    const message = `${path} is damaged at byte ${at}, and whole behind it; restore it from a copy or delete the topic's folder`;
    throw Object.assign(new Error(message), { code: 'FRAME_FILE_DAMAGED' });
  }
  return { values, endBytes: at };
}
