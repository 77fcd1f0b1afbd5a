import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { MessagePipe } from '#bench/node-api/child-process/message-pipe.ts';
import type { ProcessContext } from '#bench/node-api/process-context.ts';

function openPipe() {
  const effects: ProcessEffect[] = [];
  const process = { emit: (effect: ProcessEffect) => void effects.push(effect) } as unknown as ProcessContext;
  const pipe = new MessagePipe(process, new EventEmitter(), { pid: 10_001, as: 3 }, () => undefined);
  return { pipe, effects };
}

test('send() hands a message over as JSON', () => {
  const { pipe, effects } = openPipe();

  expect(pipe.send({ order: 1 }, undefined)).toBe(true);

  const bytes = new TextEncoder().encode('{"order":1}');
  expect(effects).toEqual([{ kind: 'pipe', pid: 10_001, as: 3, channel: 'ipc', bytes }]);
});

test('send() refuses a socket by name and sends nothing when one is given', () => {
  const { pipe, effects } = openPipe();

  expect(() => pipe.send({ order: 1 }, new EventEmitter())).toThrow(
    expect.objectContaining({ code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' }),
  );
  expect(effects).toEqual([]);
});
