/** Whole programs that do not print what they print in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'programs/hono-app',
    engines: ['page'],
    reason:
      'A browser’s Response takes no Set-Cookie, so an app that is asked without a server answers no cookies there. Everything else that the program prints is equal.',
  },
];
