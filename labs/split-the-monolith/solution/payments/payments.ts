/** What was asked for, and what the bank said. */
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../shop/http/problem.ts';
import type { Bank } from './bank.ts';

export interface Payment {
  readonly orderId: number;
  readonly amountCents: number;
  /** `pending`: the bank may or may not have booked it. */
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
   * Safe to repeat: what the bank has decided about an order is the answer from then on, and the bank knows the order's key.
   *
   * @throws {Problem} 422 `other-amount`
   */
  async pay(orderId: number, amountCents: number): Promise<Payment> {
    this.#database.prepare(`insert or ignore into payments values (?, ?, 'pending', null)`).run(orderId, amountCents);
    const payment = this.#get(orderId);
    if (payment.amountCents !== amountCents) {
      throw new Problem(422, 'other-amount', `The payment of order ${orderId} is ${payment.amountCents}`);
    }
    if (payment.status !== 'pending') return payment;

    const outcome = await this.#bank.charge(orderId, amountCents);
    if (outcome.status !== 'unknown') {
      const reference = outcome.status === 'paid' ? outcome.reference : null;
      this.#database
        .prepare(`update payments set status = ?, reference = ? where order_id = ? and status = 'pending'`)
        .run(outcome.status, reference, orderId);
    }
    return this.#get(orderId);
  }

  #get(orderId: number): Payment {
    const find = this.#database.prepare(
      'select order_id as orderId, amount_cents as amountCents, status, reference from payments where order_id = ?',
    );
    return find.get(orderId) as unknown as Payment;
  }
}
