/**
 * Name and password from what a client answers to `connection.start`. Pure.
 * @module
 */
import type { Buffer } from 'node:buffer';
import { decodeTable } from './decode-table.ts';
import { MalformedBytes } from './malformed-bytes.ts';

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** In the order in which RabbitMQ offers them. */
export const MECHANISMS = 'AMQPLAIN PLAIN';

/**
 * @returns `undefined` for a mechanism that is not offered.
 * @throws {MalformedBytes} when the answer is not of the mechanism's form.
 *
 * @example
 * readLogin('PLAIN', Buffer.from('\0guest\0guest')) // { name: 'guest', password: 'guest' }
 */
export function readLogin(mechanism: string, response: Buffer): Login | undefined {
  if (mechanism === 'PLAIN') {
    // An identity to act as stands before the name, and is not used.
    const [, name, password, ...more] = response.toString('utf8').split('\0');
    if (name === undefined || password === undefined || more.length > 0) throw new MalformedBytes('no answer of PLAIN');
    return { name, password };
  }
  if (mechanism === 'AMQPLAIN') {
    const { LOGIN: name, PASSWORD: password } = decodeTable(response);
    if (typeof name !== 'string' || typeof password !== 'string') throw new MalformedBytes('no answer of AMQPLAIN');
    return { name, password };
  }
  return undefined;
}
