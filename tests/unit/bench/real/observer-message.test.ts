import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseObserverMessage } from '#bench/real/observer-message.ts';

test('parseObserverMessage() takes a message of every field that it needs', () => {
  const message = {
    kind: 'called',
    atUs: 5,
    localPort: 40_000,
    port: 20_417,
    label: 'POST /charges',
    handling: 40_001,
  };

  expect(parseObserverMessage(JSON.stringify(message))).toEqual(message);
});

test.each([
  ['', 'an empty line'],
  ['{"kind":"closed"', 'JSON that breaks off'],
  ['{"kind":"closed","atUs":-1,"port":80}', 'a time below zero'],
  ['{"kind":"closed","atUs":1,"port":"80"}', 'a port as text'],
  ['{"kind":"toString"}', 'a name that every object has'],
  ['{"kind":"state","probe":1,"pending":[1],"openRequests":0,"activity":0}', 'a list of something else'],
  ['[]', 'a list'],
])('parseObserverMessage() takes nothing from %s, %s', (line) => {
  expect(parseObserverMessage(line)).toBeUndefined();
});

test('parseObserverMessage() never throws, whatever a process writes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      expect(() => parseObserverMessage(line)).not.toThrow();
    }),
  );
});
