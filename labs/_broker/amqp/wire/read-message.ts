/**
 * Makes a message of what a client published. Runs in Node and in the
 * simulated engine.
 * @module
 */
import { AmqpError } from '../model/amqp-error.ts';
import type { Message } from '../model/message.ts';
import type { Content } from './content-assembler.ts';
import type { MethodFields } from './method-table.ts';
import { decodeProperties } from './properties-codec.ts';

/**
 * @throws {AmqpError} 406 when the body was too large to be kept.
 * @throws {MalformedBytes} when the properties cannot be read.
 */
export function readMessage(
  { exchange, routingKey }: MethodFields<'basic.publish'>,
  { properties: encodedProperties, body, bodyBytes }: Content,
  messageMaxBytes: number,
): Message {
  const properties = decodeProperties(encodedProperties);
  if (!body) {
    const sizes = `message size ${bodyBytes} is larger than configured max size ${messageMaxBytes}`;
    throw new AmqpError('PRECONDITION_FAILED', sizes);
  }
  return { exchange, routingKey, properties, encodedProperties, body };
}
