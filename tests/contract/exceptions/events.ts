/** Behaviours of the area `events` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'getEventListeners: lists those of an EventTarget',
    engines: ['terminal', 'page'],
    reason: 'No host tells a program the listeners of an EventTarget.',
  },
];
