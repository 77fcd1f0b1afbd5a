/** What each customer means to buy. Names and prices are the catalogue's, asked for when the cart is shown. */
import type { DatabaseSync } from 'node:sqlite';
import type { Products } from './catalogue.ts';

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

  items(userId: number): { productId: number; quantity: number }[] {
    const find = this.#database.prepare('select product_id as productId, quantity from cart_items where user_id = ?');
    return find.all(userId) as unknown as { productId: number; quantity: number }[];
  }

  productIds(userId: number): number[] {
    const find = this.#database.prepare('select product_id from cart_items where user_id = ?');
    return find.all(userId).map(({ product_id: id }) => Number(id));
  }

  /** The lines of these products. What came into the cart while the catalogue was asked stays for the next time. */
  show(userId: number, products: Products): Cart {
    const find = this.#database.prepare(
      'select product_id as productId, quantity from cart_items where user_id = ? order by product_id',
    );
    const items = find.all(userId) as unknown as { productId: number; quantity: number }[];
    const lines = items.flatMap(({ productId, quantity }) => {
      const product = products.get(productId);
      return product ? [{ productId, name: product.name, priceCents: product.priceCents, quantity }] : [];
    });
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

  /** Puts back what was not bought after all; what the customer has put in meanwhile stands. */
  putBack(userId: number, productId: number, quantity: number): void {
    this.#database.prepare('insert or ignore into cart_items values (?, ?, ?)').run(userId, productId, quantity);
  }
}
