/** Behaviours of the area `fetch` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

const HOST_WORDS =
  'The class is the browser’s own, and so are the words of its error; its name and what happens are as in Node. Programs should not read the words.';

export const exceptions: readonly ContractException[] = [
  ...[
    'fetch: what cannot be asked is refused',
    'fetch: the fields of an answer',
    'fetch: json(), bytes(), arrayBuffer(), blob() and formData() read a body',
    'fetch: clone() reads the same body twice, before it is used',
  ].map((behaviour) => ({ behaviour, engines: ['page'] as const, reason: HOST_WORDS })),
  {
    behaviour: 'fetch: data: addresses are read without a connection',
    engines: ['page'],
    reason:
      'The frame’s policy lets its code reach no address at all, and the browser counts data: addresses among them. The terminal reads them.',
  },
  {
    behaviour: 'fetch: a Request is sent with its length and its headers as they were written',
    engines: ['terminal', 'page'],
    reason:
      'A host’s Request tells neither how long its body is nor how its headers were spelled, so the engine sends the body in chunks and the names in lower case. What is given to fetch itself is sent as in Node.',
  },
  {
    behaviour: 'fetch: a body in br is unpacked',
    engines: ['terminal', 'page'],
    reason:
      'The engine has no Brotli: a decoder with its dictionary weighs more than all of its other codings. Node’s fetch does not ask for it over http either; such a body stays packed.',
  },
];
