/** Behaviours of the area `async` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'AsyncLocalStorage: enterWith() inside what is awaited is seen behind the await',
    engines: ['terminal', 'page'],
    capability: 'async-context',
    reason:
      'Behind an await of the program stands the context of before it: what the awaited call entered in its own event does not come along.',
  },
  {
    behaviour: 'AsyncLocalStorage: holds behind the end of a block with await using',
    engines: ['terminal', 'page'],
    capability: 'async-context',
    reason: 'The compiler sees the awaits that are written; the one at the end of such a block is the host’s.',
  },
];
