import { expect, test } from 'vitest';
import type { ServiceStatus } from '#runtimes/lab-runtime.ts';
import { addressWords, stateWords } from '#workbench/system/service-words.ts';

const status = (more: Partial<ServiceStatus>): ServiceStatus => ({
  name: 'orders',
  state: 'running',
  listening: true,
  ...more,
});

test.each([
  [status({}), 'running'],
  [status({ listening: false }), 'running, not listening'],
  [status({ state: 'starting', listening: false }), 'starting'],
  [status({ state: 'exited', ending: 'SIGKILL' }), 'ended: SIGKILL'],
  [status({ state: 'exited' }), 'ended'],
  [status({ state: 'stopped' }), 'not started'],
])('stateWords() of %j is "%s"', (given, words) => {
  expect(stateWords(given)).toBe(words);
});

test('addressWords() leaves out the port of http and says nothing of a service that does not listen', () => {
  expect(addressWords(status({ ports: [80, 8080] }))).toBe('http://orders, http://orders:8080');
  expect(addressWords(status({ listening: false }))).toBe('');
});
