/** Behaviours of the area `crypto` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'crypto.subtle: AES-GCM decrypts what it encrypted, and refuses what was changed',
    engines: ['terminal', 'page'],
    reason:
      'The engine brings its own subtle, because a page without a secure context has none: digests, HMAC, PBKDF2 and HKDF, no ciphers.',
  },
];
