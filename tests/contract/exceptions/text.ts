/** Behaviours of the area `text` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'StringDecoder: cut characters wait, an end gives what is left',
    engines: ['terminal', 'page'],
    reason: 'In UTF-16 a surrogate pair that is cut is told whole here, and half by half in Node.',
  },
  {
    behaviour: 'URL: what cannot be parsed is ERR_INVALID_URL',
    engines: ['page'],
    reason: 'The class of the error is the same; Chromium has no code and other words.',
  },
];
