import { expect, test } from 'vitest';
import { effectsForPort, eventForPort } from '#bench/worker/own-bytes.ts';

const block = new Uint8Array(1_000).fill(7);
const view = block.subarray(10, 13);

test('eventForPort() copies bytes out of their block when they are a part of it', () => {
  const event = eventForPort({ kind: 'data', atUs: 1, connectionId: '1:1', bytes: view });

  expect(event).toEqual({ kind: 'data', atUs: 1, connectionId: '1:1', bytes: new Uint8Array([7, 7, 7]) });
  expect(event).toMatchObject({ bytes: { buffer: { byteLength: 3 } } });
});

test('effectsForPort() copies the bytes of messages and of disk writes when they are a part of a block', () => {
  const [data, disk, end] = effectsForPort([
    { kind: 'data', connectionId: '1:1', bytes: view },
    { kind: 'disk', change: { op: 'write', path: '/a', offset: 0, bytes: view }, commits: true },
    { kind: 'end', connectionId: '1:1' },
  ]);
  const bytes = { length: 3, byteOffset: 0, buffer: { byteLength: 3 } };

  expect(data).toMatchObject({ kind: 'data', connectionId: '1:1', bytes });
  expect(disk).toMatchObject({ kind: 'disk', change: { op: 'write', path: '/a', offset: 0, bytes }, commits: true });
  expect(end).toEqual({ kind: 'end', connectionId: '1:1' });
});
