/**
 * Passwords of the monolith, in Node.
 */
import { expect, test } from 'vitest';
import { hashPassword, matchesPassword } from '../../../labs/_shop/monolith/users/passwords.ts';

const CHEAP = 16;

test('matchesPassword() knows the password of a hash, and no other', async () => {
  const hash = await hashPassword('correct horse', CHEAP);

  expect(await matchesPassword('correct horse', hash)).toBe(true);
  expect(await matchesPassword('correct horse ', hash)).toBe(false);
  expect(await matchesPassword('', hash)).toBe(false);
});

test('hashPassword() gives two hashes for one password, and neither holds it', async () => {
  const hashes = await Promise.all([hashPassword('correct horse', CHEAP), hashPassword('correct horse', CHEAP)]);

  expect(hashes[0]).not.toBe(hashes[1]);
  expect(hashes.join('')).not.toContain('horse');
});

test('matchesPassword() takes the cost from the hash, so that old hashes match when the cost is raised', async () => {
  const old = await hashPassword('correct horse', CHEAP);

  expect(old).toMatch(/^scrypt\$16\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  expect(await matchesPassword('correct horse', old)).toBe(true);
  expect(await matchesPassword('correct horse', await hashPassword('correct horse', 2 * CHEAP))).toBe(true);
});
