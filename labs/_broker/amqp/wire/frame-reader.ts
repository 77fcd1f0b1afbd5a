/**
 * Cuts a stream of bytes into frames. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import { AmqpError } from '../model/amqp-error.ts';
import { describeFrame } from './erlang-text.ts';

export const FRAME_METHOD = 1;
export const FRAME_HEADER = 2;
export const FRAME_BODY = 3;
export const FRAME_HEARTBEAT = 8;
export const FRAME_END = 0xce;
/** Type, channel and size before the payload, the end behind it. */
export const FRAME_HEADER_BYTES = 7;
export const FRAME_OVERHEAD_BYTES = 8;

export interface Frame {
  readonly type: number;
  readonly channel: number;
  /** A view of the network's buffer: what is kept must be copied. */
  readonly payload: Buffer;
}

const NOTHING = Buffer.alloc(0);

export class FrameReader {
  /** Largest payload, and a little more: RabbitMQ takes as many bytes as a whole frame may have. */
  frameMax: number;
  #chunks: Buffer[] = [];
  #heldBytes = 0;
  /** How many bytes the frame at the front needs; below that nothing is put together. */
  #neededBytes = 0;

  constructor(frameMax: number) {
    this.frameMax = frameMax;
  }

  push(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#heldBytes += bytes.length;
  }

  /** As many bytes, or `undefined` while they have not come. */
  take(byteCount: number): Buffer | undefined {
    const held = this.#hold(byteCount);
    if (!held) return undefined;
    this.#keep(held.subarray(byteCount));
    return held.subarray(0, byteCount);
  }

  /**
   * The next frame, or `undefined` while it has not come whole.
   *
   * @throws {AmqpError} 501: the stream cannot be read any further.
   */
  next(): Frame | undefined {
    const held = this.#hold(Math.max(FRAME_HEADER_BYTES, this.#neededBytes));
    if (!held) return undefined;
    const type = held[0] as number;
    const size = held.readUInt32BE(3);
    if (size > this.frameMax) {
      const limit = this.frameMax - FRAME_OVERHEAD_BYTES;
      throw new AmqpError('FRAME_ERROR', `${describeFrame(type, NOTHING)}: {frame_too_large,${size},${limit}}`);
    }
    this.#neededBytes = size + FRAME_OVERHEAD_BYTES;
    if (held.length < this.#neededBytes) return undefined;
    const payload = held.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + size);
    const end = held[FRAME_HEADER_BYTES + size] as number;
    if (end !== FRAME_END) {
      throw new AmqpError('FRAME_ERROR', `${describeFrame(type, payload)}: {invalid_frame_end_marker,${end}}`);
    }
    this.#keep(held.subarray(this.#neededBytes));
    this.#neededBytes = 0;
    return { type, channel: held.readUInt16BE(1), payload };
  }

  #hold(byteCount: number): Buffer | undefined {
    if (this.#heldBytes < byteCount) return undefined;
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? NOTHING;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#heldBytes = rest.length;
  }
}
