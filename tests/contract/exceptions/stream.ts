/** Behaviours of the area `stream` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'pipeline: a signal ends it with an AbortError',
    engines: ['terminal', 'page'],
    reason: 'The error is the same but for its cause: readable-stream 4 does not pass the reason of the signal on.',
  },
  {
    behaviour: 'pipeline: needs a callback or two streams',
    engines: ['terminal', 'page'],
    reason: 'The class and the code are the same; readable-stream 4 garbles the words.',
  },
  {
    behaviour: 'Readable: a chunk of the wrong type destroys a byte stream',
    engines: ['terminal', 'page'],
    reason: 'The class and the code are the same; readable-stream 4 has the words of an older Node.',
  },
  {
    behaviour: 'Writable: null and numbers are refused at once',
    engines: ['terminal', 'page'],
    reason: 'The classes and the codes are the same; readable-stream 4 has the words of an older Node.',
  },
];
