import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../_lib/problem.ts';
import type { Bank } from './bank.ts';

export interface Payment {
  readonly orderId: number;
  readonly amountCents: number;
  readonly status: 'pending' | 'paid' | 'declined';
  readonly reference: string | null;
}

export class Payments {
  readonly #database: DatabaseSync;
  readonly #bank: Bank;

  constructor(database: DatabaseSync, bank: Bank) {
    this.#database = database;
    this.#bank = bank;
  }

  /**
   * The key is stored before the bank is asked, and the bank gets the same key: whoever repeats this after a crash or a
   * timeout, here or there, cannot charge twice. What the bank has decided is the answer from then on.
   *
   * @throws {Problem} 422 `key-reused`
   */
  async charge(key: string, orderId: number, amountCents: number): Promise<Payment> {
    this.#database
      .prepare(`insert or ignore into payments values (?, ?, ?, 'pending', null)`)
      .run(key, orderId, amountCents);
    const payment = this.#find(key);
    if (payment?.orderId !== orderId || payment.amountCents !== amountCents) {
      throw new Problem(422, 'key-reused', 'This Idempotency-Key was used for another payment');
    }
    if (payment.status !== 'pending') return payment;

    const outcome = await this.#bank.charge(key, orderId, amountCents);
    if (outcome.status !== 'unknown') {
      const reference = outcome.status === 'paid' ? outcome.reference : null;
      this.#database
        .prepare(`update payments set status = ?, reference = ? where idempotency_key = ? and status = 'pending'`)
        .run(outcome.status, reference, key);
    }
    return this.#find(key) ?? payment;
  }

  #find(key: string): Payment | undefined {
    const find = this.#database.prepare(
      `select order_id as orderId, amount_cents as amountCents, status, reference from payments where idempotency_key = ?`,
    );
    return find.get(key) as Payment | undefined;
  }
}
