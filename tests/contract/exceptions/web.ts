/** Behaviours of the area `web` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'Request: is shown with its fields',
    engines: ['page'],
    reason: 'All but its signal, which Chromium’s AbortSignal does not tell the fields of.',
  },
  {
    behaviour: 'TextDecoder: streams, fatal errors, marks and other encodings',
    engines: ['page'],
    reason: 'The class of the error is the same; Chromium has no code.',
  },
];
