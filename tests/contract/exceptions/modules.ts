/** Behaviours of the area `modules` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'modules: an export is described as a value that can be written, of an object that cannot grow',
    engines: ['terminal', 'page'],
    reason:
      'A namespace is an object of getters here, so that bindings are live; reading and writing it behave as in Node.',
  },
];
