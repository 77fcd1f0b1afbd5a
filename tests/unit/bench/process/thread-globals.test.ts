import { expect, test } from 'vitest';
import { simulateAll } from '../../../support/process/simulate.ts';

test('a process reads nothing of a global that another process of its thread has set', async () => {
  const sets = { entry: 'a.js', files: { 'a.js': 'globalThis.registry ??= "of a"; console.log(registry);' } };
  const reads = {
    entry: 'b.js',
    files: {
      'b.js': 'console.log(String(globalThis.registry)); globalThis.registry ??= "of b"; console.log(registry);',
    },
  };

  const { effects } = await simulateAll([sets, reads]);

  const logs = effects.filter(({ effect }) => effect.kind === 'log');
  expect(logs).toMatchObject([
    { pid: 1, effect: { text: 'of a\n' } },
    { pid: 2, effect: { text: 'undefined\n' } },
    { pid: 2, effect: { text: 'of b\n' } },
  ]);
});
