import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../_lib/problem.ts';
import { transaction } from '../_lib/transaction.ts';

export interface Stock {
  readonly productId: number;
  readonly available: number;
}

export interface ReservedLine {
  readonly productId: number;
  readonly quantity: number;
}

const COLUMNS = 'product_id as productId, available';

export class Inventory {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Filling twice changes nothing. */
  seed(pieces: readonly number[]): void {
    const add = this.#database.prepare('insert or ignore into stock values (?, ?)');
    transaction(this.#database, () => {
      for (const [index, available] of pieces.entries()) add.run(index + 1, available);
    });
  }

  list(): Stock[] {
    return this.#database.prepare(`select ${COLUMNS} from stock order by product_id`).all() as unknown as Stock[];
  }

  /** @throws {Problem} 404 `no-such-product` */
  get(productId: number): Stock {
    const stock = this.#database.prepare(`select ${COLUMNS} from stock where product_id = ?`).get(productId);
    if (stock) return stock as unknown as Stock;
    throw new Problem(404, 'no-such-product', `There is no product ${productId}`, { productId });
  }

  /** Counted anew. */
  set(productId: number, available: number): Stock {
    this.get(productId);
    this.#database.prepare('update stock set available = ? where product_id = ?').run(available, productId);
    return { productId, available };
  }

  /**
   * Takes every line or none. The same id again is the same reservation.
   *
   * @throws {Problem} 409 `out-of-stock`, and 409 `reservation-released` when the release came first.
   */
  reserve(id: string, lines: readonly ReservedLine[]): void {
    transaction(this.#database, () => {
      const status = this.#statusOf(id);
      if (status === 'released') throw new Problem(409, 'reservation-released', `Reservation ${id} was released`);
      if (status === 'held') return;
      this.#database.prepare(`insert into reservations values (?, 'held')`).run(id);
      for (const line of lines) this.#take(id, line);
    });
  }

  /** A reservation that is not known is marked as well: its request may still be on its way. */
  release(id: string): void {
    transaction(this.#database, () => {
      const status = this.#statusOf(id);
      if (status === 'released') return;
      this.#database
        .prepare(`insert into reservations values (?, 'released') on conflict do update set status = excluded.status`)
        .run(id);
      if (status === undefined) return;
      const lines = this.#database.prepare('select * from reservation_lines where reservation_id = ?').all(id);
      const putBack = this.#database.prepare('update stock set available = available + ? where product_id = ?');
      for (const { quantity, product_id: productId } of lines) putBack.run(Number(quantity), Number(productId));
    });
  }

  #statusOf(id: string): 'held' | 'released' | undefined {
    const row = this.#database.prepare('select status from reservations where id = ?').get(id);
    return row?.status as 'held' | 'released' | undefined;
  }

  #take(id: string, { productId, quantity }: ReservedLine): void {
    const take = this.#database.prepare(
      'update stock set available = available - ? where product_id = ? and available >= ?',
    );
    if (take.run(quantity, productId, quantity).changes === 0) {
      const { available } = this.get(productId);
      throw new Problem(409, 'out-of-stock', `${quantity} asked for, ${available} left`, { productId, available });
    }
    this.#database.prepare('insert into reservation_lines values (?, ?, ?)').run(id, productId, quantity);
  }
}
