/**
 * Turns a cart into a paid order: a saga. The cart is taken, the stock reserved, the order stored, the payment made; whoever
 * refuses, what was done before is undone. Each step is written down before it is asked for, so that a crash between two steps
 * is finished or undone after the next start.
 */
import { randomUUID } from 'node:crypto';
import type { Log } from '../_lib/log.ts';
import { Problem } from '../_lib/problem.ts';
import type { CheckoutSteps } from './checkout-steps.ts';
import type { Buyer, Checkout as OpenCheckout, Order, Orders } from './orders.ts';

export interface Purchase {
  readonly buyer: Buyer;
  readonly address: string;
  /** The same key again is the same purchase again. */
  readonly idempotencyKey: string | undefined;
  readonly requestId: string;
  readonly log: Log;
}

interface Listener {
  readonly onPaid: () => void;
  /** Something is left that `finishAll` has to see to. */
  readonly onUnfinished: () => void;
}

export class Checkout {
  readonly #orders: Orders;
  readonly #steps: CheckoutSteps;
  readonly #listener: Listener;
  #isFinishing = false;
  /** By customer and key: who asks while the first is under way waits for the same end. */
  readonly #underWay = new Map<string, { readonly address: string; readonly order: Promise<Order> }>();

  constructor(orders: Orders, steps: CheckoutSteps, listener: Listener) {
    this.#orders = orders;
    this.#steps = steps;
    this.#listener = listener;
  }

  /**
   * @throws {Problem} 409 `cart-empty`, 409 `out-of-stock`, 402 `payment-declined`, 503 `payment-unknown`, 422 `key-reused`,
   * 503 `service-unavailable`
   */
  async placeOrder(purchase: Purchase): Promise<{ order: Order; isReplayed: boolean }> {
    const { order, isReplayed } = await this.#once(purchase);
    if (order.status === 'paid') return { order, isReplayed };
    const details = { orderId: order.id };
    if (order.status === 'declined') {
      throw new Problem(402, 'payment-declined', 'The bank declined the payment', details);
    }
    throw new Problem(503, 'payment-unknown', 'The bank did not answer; the same Idempotency-Key asks again', details);
  }

  /** At the start: checkouts that have no order yet get none any more. */
  abandonOpen(): void {
    this.#orders.mustUndoOpen();
  }

  /** Asks again about payments without an answer, and undoes what must be undone. Whether nothing is left. */
  async finishAll(log: Log): Promise<boolean> {
    const requestId = randomUUID();
    this.#isFinishing = true;
    try {
      for (const id of this.#orders.pending()) {
        const order = this.#orders.get(id);
        if (order) await this.#pay(order, requestId, log);
      }
      for (const checkout of this.#orders.checkoutsToUndo()) await this.#undo(checkout, requestId, log);
    } finally {
      this.#isFinishing = false;
    }
    return this.#orders.pending().length === 0 && this.#orders.checkoutsToUndo().length === 0;
  }

  async #once(purchase: Purchase): Promise<{ order: Order; isReplayed: boolean }> {
    const { buyer, address, idempotencyKey, requestId, log } = purchase;
    if (idempotencyKey === undefined) return { order: await this.#run(purchase), isReplayed: false };

    const name = `${buyer.id} ${idempotencyKey}`;
    const underWay = this.#underWay.get(name);
    const known = underWay ?? this.#orders.findByKey(buyer.id, idempotencyKey);
    if (known && known.address !== address) {
      throw new Problem(422, 'key-reused', 'This Idempotency-Key was used for another order');
    }
    if (underWay) return { order: await underWay.order, isReplayed: true };

    const stored = this.#orders.findByKey(buyer.id, idempotencyKey);
    const order = stored ? this.#pay(stored, requestId, log) : this.#run(purchase);
    this.#underWay.set(name, { address, order });
    try {
      return { order: await order, isReplayed: stored !== undefined };
    } finally {
      this.#underWay.delete(name);
    }
  }

  async #run(purchase: Purchase): Promise<Order> {
    const { buyer, requestId, log } = purchase;
    const checkout = { id: randomUUID(), userId: buyer.id };
    this.#orders.openCheckout(checkout);
    const order = await this.#takeAndStore(checkout, purchase).catch(async (error: unknown) => {
      this.#orders.mustUndo(checkout.id);
      await this.#undo(checkout, requestId, log);
      throw error;
    });
    return this.#pay(order, requestId, log);
  }

  async #takeAndStore(checkout: OpenCheckout, purchase: Purchase): Promise<Order> {
    const { buyer, requestId } = purchase;
    const lines = await this.#steps.takeCart(checkout, requestId);
    if (lines.length === 0) throw new Problem(409, 'cart-empty', 'There is nothing in the cart');
    await this.#steps.reserve(checkout, lines, requestId);
    return this.#orders.create(checkout.id, buyer, { ...purchase, lines });
  }

  async #pay(order: Order, requestId: string, log: Log): Promise<Order> {
    if (order.status !== 'pending') return order;
    const answer = await this.#steps.charge(order, requestId);
    if (answer.status === 'unknown') {
      log.error('payment unknown', { orderId: order.id });
      this.#tellUnfinished();
    } else if (this.#orders.settle(order.id, answer)) {
      log.info('order settled', { orderId: order.id, status: answer.status });
      const checkout = this.#orders.checkoutOf(order.id);
      if (answer.status === 'paid') this.#listener.onPaid();
      else if (checkout) await this.#undo(checkout, requestId, log);
    }
    return this.#orders.get(order.id) ?? order;
  }

  /** Never throws: what cannot be undone now is undone later. */
  async #undo(checkout: OpenCheckout, requestId: string, log: Log): Promise<void> {
    try {
      await this.#steps.undo(checkout, requestId);
      this.#orders.closeCheckout(checkout.id);
    } catch {
      log.error('checkout not undone yet', { checkoutId: checkout.id });
      this.#tellUnfinished();
    }
  }

  /** While `finishAll` runs its own answer says it; to be told would make it begin again at once, without a pause. */
  #tellUnfinished(): void {
    if (!this.#isFinishing) this.#listener.onUnfinished();
  }
}
