/**
 * Turns a cart into a paid order.
 *
 * One transaction takes the stock, stores the order and its payment, and empties the cart; then the bank is asked; a second
 * transaction writes down its answer, and undoes the first when the answer is no. The key under which the bank is asked is
 * the order's, so that asking again after a crash or a timeout cannot charge twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Carts } from '../carts/carts.ts';
import { transaction } from '../database/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Log } from '../log.ts';
import type { Mailer } from '../notifications/mailer.ts';
import type { Bank, ChargeOutcome } from '../payments/bank.ts';
import type { Order, OrderHistory } from './order-history.ts';

interface Modules {
  readonly database: DatabaseSync;
  readonly carts: Carts;
  readonly inventory: Inventory;
  readonly history: OrderHistory;
  readonly bank: Bank;
  readonly mailer: Mailer;
}

interface Purchase {
  readonly userId: number;
  readonly address: string;
  /** The same key again is the same purchase again. */
  readonly idempotencyKey: string | undefined;
}

export class Checkout {
  readonly #modules: Modules;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** @throws {Problem} 409 `cart-empty`, 409 `out-of-stock`, 402 `payment-declined`, 503 `payment-unknown`, 422 `key-reused` */
  async placeOrder(purchase: Purchase, log: Log): Promise<{ order: Order; isReplayed: boolean }> {
    const known = this.#findByKey(purchase);
    const orderId = known ?? this.#store(purchase);
    const order = await this.#pay(purchase.userId, orderId, log);
    if (order.status === 'paid') return { order, isReplayed: known !== undefined };
    if (order.status === 'declined') {
      throw new Problem(402, 'payment-declined', 'The bank declined the payment', { orderId });
    }
    throw new Problem(503, 'payment-unknown', 'The bank did not answer; the same Idempotency-Key asks again', {
      orderId,
    });
  }

  /** Asks the bank about every order that a crash left without an answer. */
  async settlePending(log: Log): Promise<void> {
    const pending = this.#modules.database.prepare("select id, user_id as userId from orders where status = 'pending'");
    for (const { id, userId } of pending.all() as unknown as { id: number; userId: number }[]) {
      const { status } = await this.#pay(userId, id, log);
      log.info('settled', { orderId: id, status });
    }
  }

  #findByKey({ userId, address, idempotencyKey }: Purchase): number | undefined {
    if (idempotencyKey === undefined) return undefined;
    const find = this.#modules.database.prepare(
      'select id, address from orders where user_id = ? and idempotency_key = ?',
    );
    const found = find.get(userId, idempotencyKey) as { id: number; address: string } | undefined;
    if (!found || found.address === address) return found?.id;
    throw new Problem(422, 'key-reused', 'This Idempotency-Key was used for another order');
  }

  #store({ userId, address, idempotencyKey }: Purchase): number {
    const { database, carts, inventory } = this.#modules;
    return transaction(database, () => {
      const { lines, totalCents } = carts.show(userId);
      if (lines.length === 0) throw new Problem(409, 'cart-empty', 'There is nothing in the cart');
      const { lastInsertRowid: orderId } = database
        .prepare(
          `insert into orders (user_id, status, address, idempotency_key, placed_at) values (?, 'pending', ?, ?, ?)`,
        )
        .run(userId, address, idempotencyKey ?? null, new Date().toISOString());
      const addLine = database.prepare('insert into order_lines values (?, ?, ?)');
      for (const { productId, name, quantity } of lines) {
        if (!inventory.take(productId, quantity)) {
          const { available } = inventory.get(productId);
          const sentence = `${quantity} × ${name} asked for, ${available} left`;
          throw new Problem(409, 'out-of-stock', sentence, { productId, available });
        }
        addLine.run(orderId, productId, quantity);
      }
      database
        .prepare(`insert into payments (order_id, amount_cents, status) values (?, ?, 'pending')`)
        .run(orderId, totalCents);
      carts.empty(userId);
      return Number(orderId);
    });
  }

  async #pay(userId: number, orderId: number, log: Log): Promise<Order> {
    const before = this.#get(userId, orderId);
    if (before.status !== 'pending') return before;
    const outcome = await this.#modules.bank.charge(orderId, before.payment.amountCents);
    const isFirst = outcome.status !== 'unknown' && this.#book(userId, before, outcome);
    const after = this.#get(userId, orderId);
    if (isFirst && after.status === 'paid') {
      log.info('order paid', { orderId, amountCents: after.payment.amountCents });
      await this.#modules.mailer.confirmOrder(after, userId, log);
    }
    return after;
  }

  /** Whether this is the first answer; two requests with one key may have asked the bank at once. */
  #book(userId: number, order: Order, outcome: ChargeOutcome): boolean {
    const { database, carts, inventory } = this.#modules;
    return transaction(database, () => {
      const settle = database.prepare(`update orders set status = ? where id = ? and status = 'pending'`);
      if (settle.run(outcome.status, order.id).changes === 0) return false;
      const reference = outcome.status === 'paid' ? outcome.reference : null;
      database
        .prepare('update payments set status = ?, reference = ? where order_id = ?')
        .run(outcome.status, reference, order.id);
      if (outcome.status === 'paid') return true;
      for (const { productId, quantity } of order.lines) {
        inventory.putBack(productId, quantity);
        carts.putBack(userId, productId, quantity);
      }
      return true;
    });
  }

  #get(userId: number, orderId: number): Order {
    const order = this.#modules.history.get(userId, orderId);
    if (order) return order;
    throw new Error(`order ${orderId} is not in the database`);
  }
}
