/**
 * What a connection sends: frames gather for the length of a turn and leave in one write. Tells when the other side does not
 * keep up. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { Message } from '../model/message.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  FRAME_BODY,
  FRAME_END,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_OVERHEAD_BYTES,
} from './frame-reader.ts';
import { encodeMethod } from './method-codec.ts';
import type { MethodFields, MethodName } from './method-table.ts';
import { encodeProperties } from './properties-codec.ts';

/** Deliveries wait while more than this lies in the broker for one connection. */
const CONGESTED_BYTES = 512 * 1024;
const INITIAL_BYTES = 1024;
/** A body from here on is sent from where it lies. */
const BODY_COPY_MAX_BYTES = 16 * 1024;
/** What is smaller is copied out, so that the buffer can be used again. */
const REUSE_MAX_BYTES = 4 * 1024;
const BASIC_CLASS_ID = 60;

export class FrameOutput {
  /** Largest frame that the client takes. */
  frameMax = 131_072;
  readonly #socket: Socket;
  readonly #onRoom: () => void;
  #writer = new ByteWriter(INITIAL_BYTES);
  #pieces: Buffer[] = [];
  #gatheredBytes = 0;
  #isFlushing = false;
  readonly #late = new Set<{ flush(): void }>();
  #isStalled = false;

  /** @param onRoom Called in a turn of its own when there is room again after {@link canWrite} said no. */
  constructor(socket: Socket, onRoom: () => void) {
    this.#socket = socket;
    this.#onRoom = onRoom;
    socket.on('drain', () => this.#goOn());
  }

  /** Bytes that have not reached the operating system. */
  get waitingBytes(): number {
    return this.#gatheredBytes + this.#writer.length + this.#socket.writableLength;
  }

  canWrite(): boolean {
    if (this.waitingBytes > CONGESTED_BYTES) this.#isStalled = true;
    return !this.#isStalled;
  }

  method<Name extends MethodName>(channel: number, name: Name, fields: MethodFields<Name>): void {
    const start = this.#begin(FRAME_METHOD, channel);
    encodeMethod(this.#writer, name, fields);
    this.#end(start);
  }

  /** `basic.deliver`, as {@link method} would write it, and faster: it comes with every message. */
  deliver(channel: number, consumerTag: string, deliveryTag: number, redelivered: boolean, message: Message): void {
    const start = this.#begin(FRAME_METHOD, channel);
    const writer = this.#writer;
    writer.short(BASIC_CLASS_ID);
    writer.short(60);
    writer.shortString(consumerTag);
    writer.longlong(deliveryTag);
    writer.octet(redelivered ? 1 : 0);
    writer.shortString(message.exchange);
    writer.shortString(message.routingKey);
    this.#end(start);
    this.content(channel, message);
  }

  /** `basic.ack` to a publisher, likewise. */
  ack(channel: number, deliveryTag: number, multiple: boolean): void {
    const start = this.#begin(FRAME_METHOD, channel);
    const writer = this.#writer;
    writer.short(BASIC_CLASS_ID);
    writer.short(80);
    writer.longlong(deliveryTag);
    writer.octet(multiple ? 1 : 0);
    this.#end(start);
  }

  /** A content header and the body in as many frames as it takes. */
  content(channel: number, { properties, encodedProperties, body }: Message): void {
    const start = this.#begin(FRAME_HEADER, channel);
    const writer = this.#writer;
    writer.short(BASIC_CLASS_ID);
    writer.short(0);
    writer.longlong(body.length);
    if (encodedProperties) writer.bytes(encodedProperties);
    else encodeProperties(writer, properties);
    this.#end(start);
    const payloadMax = this.frameMax - FRAME_OVERHEAD_BYTES;
    for (let from = 0; from < body.length; from += payloadMax)
      this.#body(channel, body.subarray(from, from + payloadMax));
  }

  heartbeat(): void {
    this.#end(this.#begin(FRAME_HEARTBEAT, 0));
  }

  /** Bytes that are no frame. */
  raw(bytes: Uint8Array): void {
    this.#schedule();
    this.#writer.bytes(bytes);
  }

  /** Has something that it writes at the end of this turn. */
  beforeFlush(late: { flush(): void }): void {
    this.#schedule();
    this.#late.add(late);
  }

  /** Hands everything to the socket now. */
  flush(): void {
    for (const late of this.#late) late.flush();
    this.#late.clear();
    this.#isFlushing = false;
    this.#cut();
    const pieces = this.#pieces;
    if (pieces.length === 0) return;
    this.#pieces = [];
    this.#gatheredBytes = 0;
    if (!this.#socket.writable) return;
    if (pieces.length > 1) this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    if (pieces.length > 1) this.#socket.uncork();
    // All of it may have gone out at once: then no drain will come.
    if (this.#isStalled && !this.#socket.writableNeedDrain) setImmediate(() => this.#goOn());
  }

  #goOn(): void {
    if (!this.#isStalled || this.waitingBytes > CONGESTED_BYTES) return;
    this.#isStalled = false;
    this.#onRoom();
  }

  #body(channel: number, bytes: Uint8Array): void {
    const start = this.#begin(FRAME_BODY, channel);
    if (bytes.length <= BODY_COPY_MAX_BYTES) {
      this.#writer.bytes(bytes);
      this.#end(start);
      return;
    }
    this.#writer.buffer.writeUInt32BE(bytes.length, start + 3);
    this.#cut();
    this.#pieces.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    this.#gatheredBytes += bytes.length;
    this.#writer.octet(FRAME_END);
  }

  #begin(type: number, channel: number): number {
    this.#schedule();
    const start = this.#writer.length;
    this.#writer.octet(type);
    this.#writer.short(channel);
    this.#writer.long(0);
    return start;
  }

  #end(start: number): void {
    const writer = this.#writer;
    writer.buffer.writeUInt32BE(writer.length - start - (FRAME_OVERHEAD_BYTES - 1), start + 3);
    writer.octet(FRAME_END);
  }

  #schedule(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => this.flush());
  }

  /** Makes a piece of what was written so far. */
  #cut(): void {
    const { length, buffer } = this.#writer;
    if (length === 0) return;
    const isReused = length <= REUSE_MAX_BYTES && buffer.length <= 4 * REUSE_MAX_BYTES;
    this.#pieces.push(isReused ? Buffer.from(buffer.subarray(0, length)) : buffer.subarray(0, length));
    this.#gatheredBytes += length;
    if (isReused) this.#writer.length = 0;
    else this.#writer = new ByteWriter(INITIAL_BYTES);
  }
}
