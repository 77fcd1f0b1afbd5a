/** Behaviours of the area `http` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

/** Known defects: what is fixed fails here until its line is taken out. */
const defects = [
  'http server: a connection that has sent nothing keeps close() waiting',
  'http server: events of a request and its response come in their order',
  'http server: what is written behind the client is gone is an error of the callback, and no more',
  "http client: an answer 101 without a listener for 'upgrade' ends the connection",
  'http: CONNECT hands both sides the socket',
  'http client: CONNECT without a listener destroys the connection',
  'http server: an upgraded socket is the handler’s own, and server.close() waits for it',
];

export const exceptions: readonly ContractException[] = defects.map((behaviour) => ({
  behaviour,
  engines: ['terminal', 'page'],
  reason: 'A known defect of the simulated engine: it is not as in Node yet.',
}));
