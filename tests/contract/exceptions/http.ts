/** Behaviours of the area `http` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'http server: no protocol is answered as Node does',
    engines: ['terminal', 'page'],
    reason:
      'Node’s parser takes a request line without a version for HTTP/0.9 and answers it. The engine speaks HTTP/1.0 and 1.1 and answers 400.',
  },
  {
    behaviour: "http server: the error of 'clientError' tells how many bytes were taken before it",
    engines: ['terminal', 'page'],
    reason:
      'The engine reads a head as a whole, so there is no byte at which it stopped: `bytesParsed` is always 0. `rawPacket` and `code` are as in Node.',
  },
  {
    behaviour: 'http server: events of a request and its response come in their order',
    engines: ['terminal', 'page'],
    reason:
      'When a request is read to its end in the same event in which it is answered, its "end" comes one tick before the "close" of the response; in Node one tick behind it. Each keeps its own order.',
  },
];
