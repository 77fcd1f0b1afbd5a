import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventLog } from '#bench/kernel/event-log.ts';
import type { ProcessEffect, ProcessEvent } from '#bench/kernel/protocol.ts';

function digestOf(events: readonly ProcessEvent[], effects: readonly ProcessEffect[] = []): string {
  const log = new EventLog();
  for (const event of events) log.addEvent(1, event);
  for (const effect of effects) log.addEffect(effect);
  return log.digest();
}

const data = (bytes: readonly number[], atUs = 1): ProcessEvent => ({
  kind: 'data',
  atUs,
  connectionId: '1:1',
  bytes: Uint8Array.from(bytes),
});

test('digest() changes with any byte, time or order', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat(), (bytes, place) => {
      const index = place % bytes.length;
      const changed = bytes.with(index, Number(bytes[index]) ^ 1);

      expect(digestOf([data([...changed])])).not.toBe(digestOf([data([...bytes])]));
    }),
  );
  expect(digestOf([data([1], 1)])).not.toBe(digestOf([data([1], 2)]));
  expect(digestOf([data([1]), data([2])])).not.toBe(digestOf([data([2]), data([1])]));
  expect(digestOf([data([1]), data([2])])).not.toBe(digestOf([data([1, 2])]));
});

test('digest() tells times apart that differ beyond 32 bits', () => {
  expect(digestOf([{ kind: 'start', atUs: 1 }])).not.toBe(digestOf([{ kind: 'start', atUs: 2 ** 32 + 1 }]));
});

test('digest() leaves out what engines word differently: log texts, stacks, source positions', () => {
  const effectsOf = (words: string): readonly ProcessEffect[] => [
    { kind: 'log', stream: 'stderr', text: words, source: { file: words, line: 1, column: 1 } },
    { kind: 'exit', code: 1, error: { name: 'Error', message: words, stack: words, phase: 'thrown' } },
  ];

  expect(digestOf([], effectsOf('V8'))).toBe(digestOf([], effectsOf('SpiderMonkey')));
});
