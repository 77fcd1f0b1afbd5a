import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../_lib/problem.ts';
import { transaction } from '../_lib/transaction.ts';
import type { Product } from './catalogue.ts';

export interface CartLine {
  readonly productId: number;
  readonly name: string;
  readonly priceCents: number;
  readonly quantity: number;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  readonly totalCents: number;
}

const COLUMNS = 'product_id as productId, name, price_cents as priceCents, quantity';

export class Carts {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  show(userId: number): Cart {
    const find = this.#database.prepare(`select ${COLUMNS} from cart_items where user_id = ? order by product_id`);
    const lines = find.all(userId) as unknown as CartLine[];
    return { lines, totalCents: lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0) };
  }

  set(userId: number, { id, name, priceCents }: Product, quantity: number): void {
    this.#database
      .prepare(
        `insert into cart_items values (?, ?, ?, ?, ?) on conflict do update
         set name = excluded.name, price_cents = excluded.price_cents, quantity = excluded.quantity`,
      )
      .run(userId, id, name, priceCents, quantity);
  }

  remove(userId: number, productId: number): void {
    this.#database.prepare('delete from cart_items where user_id = ? and product_id = ?').run(userId, productId);
  }

  /** Writes down what the catalogue says today. */
  refresh(userId: number, products: readonly Product[]): void {
    const update = this.#database.prepare(
      'update cart_items set name = ?, price_cents = ? where user_id = ? and product_id = ?',
    );
    transaction(this.#database, () => {
      for (const { id, name, priceCents } of products) update.run(name, priceCents, userId, id);
    });
  }

  /** Empties the cart for a checkout. The same checkout again gets the same lines. */
  take(userId: number, checkoutId: string): readonly CartLine[] {
    return transaction(this.#database, () => {
      const status = this.#statusOf(checkoutId);
      if (status === 'returned') throw new Problem(409, 'cart-returned', `Checkout ${checkoutId} gave the cart back`);
      if (status === undefined) {
        this.#database.prepare(`insert into taken_carts values (?, ?, 'taken')`).run(checkoutId, userId);
        this.#database
          .prepare(
            `insert into taken_items select ?, product_id, name, price_cents, quantity from cart_items where user_id = ?`,
          )
          .run(checkoutId, userId);
        this.#database.prepare('delete from cart_items where user_id = ?').run(userId);
      }
      const find = this.#database.prepare(
        `select ${COLUMNS} from taken_items where checkout_id = ? order by product_id`,
      );
      return find.all(checkoutId) as unknown as CartLine[];
    });
  }

  /**
   * Puts back what was not bought after all; what the customer has put in meanwhile stands. A checkout that is not known is
   * marked as well: its request may still be on its way.
   */
  putBack(userId: number, checkoutId: string): void {
    transaction(this.#database, () => {
      if (this.#statusOf(checkoutId) === 'returned') return;
      this.#database
        .prepare(`insert into taken_carts values (?, ?, 'returned') on conflict do update set status = excluded.status`)
        .run(checkoutId, userId);
      this.#database
        .prepare(
          `insert or ignore into cart_items
           select ?, product_id, name, price_cents, quantity from taken_items where checkout_id = ?`,
        )
        .run(userId, checkoutId);
    });
  }

  #statusOf(checkoutId: string): 'taken' | 'returned' | undefined {
    const row = this.#database.prepare('select status from taken_carts where checkout_id = ?').get(checkoutId);
    return row?.status as 'taken' | 'returned' | undefined;
  }
}
