/**
 * Turns a cart into a paid order.
 *
 * The catalogue says names and prices; one transaction takes the stock, stores the order as it is bought, and empties the cart;
 * then the payment service is asked; a second transaction writes down its answer, and undoes the first when the answer is no.
 * An order is one payment there, so that asking again after a crash or a timeout cannot charge twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Carts } from '../carts/carts.ts';
import type { Catalogue } from '../carts/catalogue.ts';
import { transaction } from '../database/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Log } from '../log.ts';
import type { MailOutbox } from './mail-outbox.ts';
import type { Order, OrderHistory } from './order-history.ts';
import type { PaymentOutcome, Payments } from './payments.ts';

interface Modules {
  readonly database: DatabaseSync;
  readonly carts: Carts;
  readonly catalogue: Catalogue;
  readonly inventory: Inventory;
  readonly history: OrderHistory;
  readonly payments: Payments;
  readonly outbox: MailOutbox;
  /** A mail lies in the outbox. */
  readonly onPaid: () => void;
  /** A payment has to be asked about again. */
  readonly onUnknown: () => void;
}

interface Purchase {
  readonly userId: number;
  readonly address: string;
  /** The same key again is the same purchase again. */
  readonly idempotencyKey: string | undefined;
}

interface Stored {
  readonly orderId: number;
  readonly isReplayed: boolean;
}

const BATCH_MS = 250;

export class Checkout {
  readonly #modules: Modules;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /**
   * @throws {Problem} 409 `cart-empty`, 409 `out-of-stock`, 402 `payment-declined`, 503 `payment-unknown`, 422 `key-reused`,
   * 503 `service-unavailable`
   */
  async placeOrder(purchase: Purchase, log: Log): Promise<{ order: Order; isReplayed: boolean }> {
    const { orderId, isReplayed } = this.#findByKey(purchase) ?? (await this.#store(purchase));
    const order = await this.#pay(purchase.userId, orderId, log);
    if (order.status === 'paid') return { order, isReplayed };
    if (order.status === 'declined') {
      throw new Problem(402, 'payment-declined', 'The bank declined the payment', { orderId });
    }
    this.#modules.onUnknown();
    throw new Problem(503, 'payment-unknown', 'The bank did not answer; the same Idempotency-Key asks again', {
      orderId,
    });
  }

  /** Asks about every order that a crash or an outage left without an answer. Whether all have one now. */
  async settlePending(log: Log): Promise<boolean> {
    let areAllSettled = true;
    const pending = this.#modules.database.prepare("select id, user_id as userId from orders where status = 'pending'");
    for (const { id, userId } of pending.all() as unknown as { id: number; userId: number }[]) {
      const { status } = await this.#pay(userId, id, log);
      log.info('settled', { orderId: id, status });
      if (status === 'pending') areAllSettled = false;
    }
    return areAllSettled;
  }

  #findByKey({ userId, address, idempotencyKey }: Purchase): Stored | undefined {
    if (idempotencyKey === undefined) return undefined;
    const find = this.#modules.database.prepare(
      'select id, address from orders where user_id = ? and idempotency_key = ?',
    );
    const found = find.get(userId, idempotencyKey) as { id: number; address: string } | undefined;
    if (!found) return undefined;
    if (found.address === address) return { orderId: found.id, isReplayed: true };
    throw new Problem(422, 'key-reused', 'This Idempotency-Key was used for another order');
  }

  async #store(purchase: Purchase): Promise<Stored> {
    const { userId, address, idempotencyKey } = purchase;
    const { database, carts, catalogue, inventory } = this.#modules;
    const products = await catalogue.find(carts.productIds(userId));
    return transaction(database, () => {
      // While the catalogue was asked, the same purchase may have come a second time, and been stored.
      const known = this.#findByKey(purchase);
      if (known) return known;
      const { lines, totalCents } = carts.show(userId, products);
      if (lines.length === 0) throw new Problem(409, 'cart-empty', 'There is nothing in the cart');
      const { lastInsertRowid: orderId } = database
        .prepare(
          `insert into orders (user_id, status, address, idempotency_key, placed_at, amount_cents)
           values (?, 'pending', ?, ?, ?, ?)`,
        )
        .run(userId, address, idempotencyKey ?? null, new Date().toISOString(), totalCents);
      const addLine = database.prepare('insert into order_lines values (?, ?, ?, ?, ?)');
      for (const { productId, name, priceCents, quantity } of lines) {
        if (!inventory.take(productId, quantity)) {
          const { available } = inventory.get(productId);
          const sentence = `${quantity} × ${name} asked for, ${available} left`;
          throw new Problem(409, 'out-of-stock', sentence, { productId, available });
        }
        addLine.run(orderId, productId, name, priceCents, quantity);
        carts.set(userId, productId, 0);
      }
      return { orderId: Number(orderId), isReplayed: false };
    });
  }

  async #pay(userId: number, orderId: number, log: Log): Promise<Order> {
    const before = this.#get(userId, orderId);
    if (before.status !== 'pending') return before;
    const outcome = await this.#modules.payments.pay(orderId, before.payment.amountCents);
    if (outcome.status === 'paid') return this.#bookLater(userId, before, outcome, log);
    if (outcome.status === 'declined') this.#book(userId, before, outcome);
    const after = this.#get(userId, orderId);
    return after;
  }

  /** A disk takes many rows in one go as easily as one; until then the order is shown from memory. */
  #bookLater(userId: number, order: Order, outcome: PaymentOutcome & { status: 'paid' }, log: Log): Order {
    this.#modules.history.paid.set(order.id, outcome.reference);
    setTimeout(() => {
      if (!this.#book(userId, order, outcome)) return;
      log.info('order paid', { orderId: order.id, amountCents: order.payment.amountCents });
      this.#modules.onPaid();
    }, BATCH_MS);
    return this.#get(userId, order.id);
  }

  /** What a crash has left open is undone: the money goes back, and so do the pieces. */
  async undoPending(): Promise<void> {
    const pending = this.#modules.database.prepare("select id, user_id as userId from orders where status = 'pending'");
    const orders = (pending.all() as unknown as { id: number; userId: number }[]).map(({ id, userId }) => {
      const order = this.#get(userId, id);
      this.#book(userId, order, { status: 'declined' });
      return order;
    });
    for (const { id, payment } of orders) await this.#modules.payments.giveBack(id, payment.amountCents);
  }

  /** Whether this is the first answer; two requests with one key may have asked at once. */
  #book(userId: number, order: Order, outcome: PaymentOutcome): boolean {
    const { database, carts, inventory, outbox } = this.#modules;
    return transaction(database, () => {
      const reference = outcome.status === 'paid' ? outcome.reference : null;
      const settle = database.prepare(
        `update orders set status = ?, payment_reference = ? where id = ? and status = 'pending'`,
      );
      if (settle.run(outcome.status, reference, order.id).changes === 0) return false;
      if (outcome.status === 'paid') {
        outbox.add(order.id);
        return true;
      }
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
