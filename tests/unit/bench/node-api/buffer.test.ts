import { expect, test } from 'vitest';
import { Buffer, bufferOver } from '#bench/node-api/buffer.ts';

test('bufferOver() is a Buffer over the same bytes when they are a part of a block', () => {
  const block = new Uint8Array([0, 104, 105, 0]);

  const buffer = bufferOver(block.subarray(1, 3));
  block[1] = 72;

  expect(Buffer.isBuffer(buffer)).toBe(true);
  expect(Object.getPrototypeOf(buffer)).toBe(Buffer.prototype);
  expect([buffer.length, buffer.toString(), buffer.toString('base64url')]).toEqual([2, 'Hi', 'SGk']);
});
