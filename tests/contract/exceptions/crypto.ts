/** Behaviours of the area `crypto` that are not as in Node, with their reasons. */
import type { ContractException } from '../run/contract-exception.ts';

export const exceptions: readonly ContractException[] = [
  {
    behaviour: 'createCipheriv: AES-256 in GCM and CBC is undone by createDecipheriv',
    engines: ['terminal', 'page'],
    reason: 'The engine has no ciphers yet: createCipheriv and createDecipheriv are refused by name.',
  },
  {
    behaviour: 'crypto.subtle: AES-GCM decrypts what it encrypted, and refuses what was changed',
    engines: ['terminal', 'page'],
    reason:
      'The engine brings its own subtle, because a page without a secure context has none: digests, HMAC, PBKDF2 and HKDF, no ciphers.',
  },
];
