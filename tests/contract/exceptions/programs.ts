/** Whole programs that do not print what they print in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'programs/hono-app',
    engines: ['page'],
    reason:
      'A browser’s Response takes no Set-Cookie, so an app that is asked without a server answers no cookies there. Everything else that the program prints is equal.',
  },
  {
    behaviour: 'programs/http-timeouts',
    engines: ['page'],
    reason: 'The words of an abort without a reason are the browser’s own; its name is as in Node.',
  },
];
