/** What each customer means to buy. Names and prices are those of the catalogue's copy, read when the cart is shown. */
import type { DatabaseSync } from 'node:sqlite';

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

export class Carts {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  show(userId: number): Cart {
    const find = this.#database.prepare(
      `select product_copies.id as productId, product_copies.name, product_copies.price_cents as priceCents, cart_items.quantity
       from cart_items join product_copies on product_copies.id = cart_items.product_id
       where cart_items.user_id = ? order by product_copies.id`,
    );
    const lines = find.all(userId) as unknown as CartLine[];
    return { lines, totalCents: lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0) };
  }

  /** A quantity of 0 removes the product. */
  set(userId: number, productId: number, quantity: number): void {
    if (quantity === 0) {
      this.#database.prepare('delete from cart_items where user_id = ? and product_id = ?').run(userId, productId);
      return;
    }
    const upsert = 'on conflict do update set quantity = excluded.quantity';
    this.#database.prepare(`insert into cart_items values (?, ?, ?) ${upsert}`).run(userId, productId, quantity);
  }

  empty(userId: number): void {
    this.#database.prepare('delete from cart_items where user_id = ?').run(userId);
  }

  /** Puts back what was not bought after all; what the customer has put in meanwhile stands. */
  putBack(userId: number, productId: number, quantity: number): void {
    this.#database.prepare('insert or ignore into cart_items values (?, ?, ?)').run(userId, productId, quantity);
  }
}
