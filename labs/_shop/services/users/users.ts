/** Accounts. */
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../_lib/problem.ts';
import type { User } from '../_lib/signed-in.ts';
import { hashPassword, matchesPassword } from './passwords.ts';

interface Account extends User {
  readonly password_hash: string;
}

export class Users {
  readonly #database: DatabaseSync;
  readonly #passwordCost: number;
  /** Compared with when there is no such account, so that the time of an answer does not tell which addresses exist. */
  readonly #absentHash: Promise<string>;

  constructor(database: DatabaseSync, passwordCost: number) {
    this.#database = database;
    this.#passwordCost = passwordCost;
    this.#absentHash = hashPassword('', passwordCost);
  }

  async register(account: { email: string; password: string; name: string }): Promise<User> {
    const { email, name } = account;
    if (this.#find(email)) throw emailTaken();
    const hash = await hashPassword(account.password, this.#passwordCost);
    // While the hash was made, somebody else may have taken the address.
    if (this.#find(email)) throw emailTaken();
    return this.#insert(email, name, hash, 'customer');
  }

  /** The user with these credentials, or `undefined`. */
  async authenticate(email: string, password: string): Promise<User | undefined> {
    const account = this.#find(email);
    const isRight = await matchesPassword(password, account?.password_hash ?? (await this.#absentHash));
    if (!account || !isRight) return undefined;
    const { id, name, role } = account;
    return { id, email: account.email, name, role };
  }

  async addStaff(password: string): Promise<void> {
    const email = 'staff@shop.example';
    if (this.#find(email)) return;
    this.#insert(email, 'Staff', await hashPassword(password, this.#passwordCost), 'staff');
  }

  #find(email: string): Account | undefined {
    return this.#database.prepare('select * from users where email = ?').get(email) as Account | undefined;
  }

  #insert(email: string, name: string, hash: string, role: User['role']): User {
    const insert = this.#database.prepare(
      'insert into users (email, name, password_hash, role, created_at) values (?, ?, ?, ?, ?)',
    );
    const { lastInsertRowid } = insert.run(email, name, hash, role, new Date().toISOString());
    return { id: Number(lastInsertRowid), email, name, role };
  }
}

const emailTaken = (): Problem => new Problem(409, 'email-taken', 'There is an account with this e-mail address');
