/** Behaviours of the area `assert` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'assert.strictEqual: message of primitives',
    engines: ['terminal', 'page'],
    reason:
      'The error has the same class, code, actual, expected and operator; the difference is told in one line instead of a list of lines.',
  },
  {
    behaviour: 'assert.deepStrictEqual: message shows the lines that differ',
    engines: ['terminal', 'page'],
    reason:
      'The error has the same class, code, actual, expected and operator; the difference is told in one line instead of a list of lines.',
  },
  {
    behaviour: 'assert.strictEqual: message of objects and long text',
    engines: ['terminal', 'page'],
    reason:
      'The error has the same class, code, actual, expected and operator; the difference is told in one line instead of a list of lines.',
  },
  {
    behaviour: 'assert.equal: message of loose comparisons',
    engines: ['terminal', 'page'],
    reason:
      'The error has the same class, code, actual, expected and operator; the difference is told in one line instead of a list of lines.',
  },
];
