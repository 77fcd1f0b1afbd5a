/**
 * Puts the frames of one channel together into methods, and their content where they have some. Runs in Node and in the
 * simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import { AmqpError } from '../model/amqp-error.ts';
import { ByteReader } from './byte-reader.ts';
import { describeFrame, numbersOf } from './erlang-text.ts';
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD, type Frame } from './frame-reader.ts';
import { MalformedBytes } from './malformed-bytes.ts';
import { readMethod } from './read-method.ts';
import type { Method, MethodName } from './method-table.ts';

export interface Content {
  /** Flags and values as they came. Own their memory. */
  readonly properties: Buffer;
  /** Owns its memory. Absent when it was larger than is kept. */
  readonly body: Buffer | undefined;
  readonly bodyBytes: number;
}

export interface Assembled {
  readonly method: Method;
  readonly content: Content | undefined;
}

const CONTENT_METHODS: ReadonlySet<MethodName> = new Set([
  'basic.publish',
  'basic.return',
  'basic.deliver',
  'basic.get_ok',
]);
const HEADER_BYTES = 12;

interface Body {
  readonly properties: Buffer;
  readonly bodyBytes: number;
  readonly chunks: Buffer[];
  missingBytes: number;
}

export class ContentAssembler {
  readonly #bodyMaxBytes: number;
  #method: Method | undefined;
  #body: Body | undefined;

  /** @param bodyMaxBytes A larger body is read and dropped. */
  constructor(bodyMaxBytes: number) {
    this.#bodyMaxBytes = bodyMaxBytes;
  }

  /**
   * @returns a method that is complete with this frame.
   * @throws {AmqpError} 501, 505, 540
   */
  add(frame: Frame): Assembled | undefined {
    const { type, payload } = frame;
    if (type === FRAME_HEARTBEAT && payload.length === 0)
      throw new AmqpError('UNEXPECTED_FRAME', describeFrame(type, payload));
    const isShort =
      (type === FRAME_METHOD && payload.length < 4) || (type === FRAME_HEADER && payload.length < HEADER_BYTES);
    if (isShort || (type !== FRAME_METHOD && type !== FRAME_HEADER && type !== FRAME_BODY))
      throw new AmqpError('FRAME_ERROR', `${describeFrame(type, payload)}: unknown_frame`);
    if (this.#body) return this.#addBody(this.#body, frame);
    if (this.#method) return this.#addHeader(this.#method, frame);
    return this.#addMethod(frame);
  }

  #addMethod({ type, payload }: Frame): Assembled | undefined {
    if (type !== FRAME_METHOD)
      throw new AmqpError('UNEXPECTED_FRAME', 'expected method frame, got non method frame instead');
    const method = decodeOrRefuse(payload);
    if (!CONTENT_METHODS.has(method.name)) return { method, content: undefined };
    this.#method = method;
    return undefined;
  }

  #addHeader(method: Method, { type, payload }: Frame): Assembled | undefined {
    const { classId } = method;
    const headerClassId = payload.length >= 2 ? payload.readUInt16BE(0) : 0;
    if (type !== FRAME_HEADER || payload.readUInt16BE(2) !== 0)
      throw unexpected(method, `expected content header for class ${classId}, got non content header frame instead`);
    if (headerClassId !== classId) {
      throw unexpected(
        method,
        `expected content header for class ${classId}, got one for class ${headerClassId} instead`,
      );
    }
    const reader = new ByteReader(payload);
    reader.offset = 4;
    const bodyBytes = reader.longlong();
    const properties = Buffer.from(payload.subarray(HEADER_BYTES));
    this.#body = { properties, bodyBytes, chunks: [], missingBytes: bodyBytes };
    return bodyBytes === 0 ? this.#complete(method, this.#body) : undefined;
  }

  #addBody(body: Body, { type, payload }: Frame): Assembled | undefined {
    const method = this.#method as Method;
    if (type !== FRAME_BODY || payload.length > body.missingBytes)
      throw unexpected(method, 'expected content body, got non content body frame instead');
    body.missingBytes -= payload.length;
    if (payload.length > 0 && body.bodyBytes <= this.#bodyMaxBytes) body.chunks.push(Buffer.from(payload));
    return body.missingBytes === 0 ? this.#complete(method, body) : undefined;
  }

  #complete(method: Method, { properties, bodyBytes, chunks }: Body): Assembled {
    this.#method = undefined;
    this.#body = undefined;
    const isKept = bodyBytes <= this.#bodyMaxBytes;
    const whole = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    return { method, content: { properties, body: isKept ? whole : undefined, bodyBytes } };
  }
}

function decodeOrRefuse(payload: Buffer): Method {
  try {
    return readMethod(payload);
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
    const id = { classId: payload.readUInt16BE(0), methodId: payload.readUInt16BE(2) };
    throw Object.assign(new AmqpError('FRAME_ERROR', `cannot decode ${numbersOf(payload.subarray(4))}`), id);
  }
}

const unexpected = ({ classId, methodId }: Method, explanation: string): AmqpError =>
  Object.assign(new AmqpError('UNEXPECTED_FRAME', explanation), { classId, methodId });
