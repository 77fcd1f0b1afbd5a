/** Who is signed in. The database holds hashes of tokens: who reads it cannot sign in with what it says. */
import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { User } from '../_lib/signed-in.ts';

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

export class Sessions {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  open(user: User): { token: string; expiresAt: string } {
    const token = randomBytes(24).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIME_MS).toISOString();
    this.#database.prepare('delete from sessions where expires_at < ?').run(new Date().toISOString());
    this.#database.prepare('insert into sessions values (?, ?, ?)').run(hashToken(token), user.id, expiresAt);
    return { token, expiresAt };
  }

  find(token: string): User | undefined {
    const find = this.#database.prepare(
      `select users.id, users.email, users.name, users.role
       from sessions join users on users.id = sessions.user_id
       where sessions.token_hash = ? and sessions.expires_at >= ?`,
    );
    return find.get(hashToken(token), new Date().toISOString()) as User | undefined;
  }

  close(token: string): void {
    this.#database.prepare('delete from sessions where token_hash = ?').run(hashToken(token));
  }
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
