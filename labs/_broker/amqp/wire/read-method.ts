/**
 * Reads the method of a method frame. Runs in Node and in the simulated engine.
 * @module
 */
import type { Buffer } from 'node:buffer';
import { AmqpError } from '../model/amqp-error.ts';
import { MalformedBytes } from './malformed-bytes.ts';
import { decodeMethod, findLayout } from './method-codec.ts';
import type { Method } from './method-table.ts';

const ID_BYTES = 4;

/**
 * @throws {AmqpError} 540 for a method that AMQP 0-9-1 does not have.
 * @throws {MalformedBytes} when its fields cannot be read.
 */
export function readMethod(payload: Buffer): Method {
  if (payload.length < ID_BYTES) throw new MalformedBytes(`${payload.length} bytes are no method`);
  const layout = findLayout(payload.readUInt32BE(0));
  if (layout) return decodeMethod(layout, payload);
  const [classId, methodId] = [payload.readUInt16BE(0), payload.readUInt16BE(2)];
  throw Object.assign(new AmqpError('NOT_IMPLEMENTED', `unknown method ${classId}.${methodId}`), { classId, methodId });
}
