/** Who is signed in. In memory, because a token is looked up with every request. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { User } from './users.ts';

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

export class Sessions {
  readonly #open = new Map<string, { readonly user: User; readonly expiresAtMs: number }>();

  constructor(database: DatabaseSync) {
    database.exec('delete from sessions');
  }

  open(user: User): { token: string; expiresAt: string } {
    const token = randomBytes(24).toString('base64url');
    const expiresAtMs = Date.now() + LIFETIME_MS;
    this.#open.set(token, { user, expiresAtMs });
    return { token, expiresAt: new Date(expiresAtMs).toISOString() };
  }

  find(token: string): User | undefined {
    const session = this.#open.get(token);
    return session && session.expiresAtMs >= Date.now() ? session.user : undefined;
  }

  close(token: string): void {
    this.#open.delete(token);
  }
}
