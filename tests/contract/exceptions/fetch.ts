/** Behaviours of the area `fetch` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'fetch: what cannot be asked is refused',
    engines: ['page'],
    reason:
      'Headers are the browser’s own, and so are the words of their errors; the name and what happens are as in Node.',
  },
  {
    behaviour: 'fetch: a body in br is unpacked',
    engines: ['terminal', 'page'],
    reason:
      'The engine has no Brotli: a decoder with its dictionary weighs more than all of its other codings. Node’s fetch does not ask for it over http either; such a body stays packed.',
  },
];
