/** What was bought, in this service's own tables alone. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../_lib/transaction.ts';

export interface OrderLine {
  readonly productId: number;
  readonly name: string;
  readonly priceCents: number;
  readonly quantity: number;
}

export interface Order {
  readonly id: number;
  readonly status: 'pending' | 'paid' | 'declined';
  readonly address: string;
  readonly placedAt: string;
  readonly totalCents: number;
  readonly lines: readonly OrderLine[];
  readonly payment: { readonly amountCents: number; readonly reference: string | null };
}

export interface Buyer {
  readonly id: number;
  readonly email: string;
  readonly name: string;
}

export interface Checkout {
  readonly id: string;
  readonly userId: number;
}

interface Row extends OrderLine, Omit<Order, 'lines' | 'payment'> {
  readonly reference: string | null;
}

const ROWS = `
  select orders.id, orders.status, orders.address, orders.placed_at as placedAt, orders.total_cents as totalCents,
         orders.payment_reference as reference, order_lines.product_id as productId, order_lines.name,
         order_lines.price_cents as priceCents, order_lines.quantity
  from orders join order_lines on order_lines.order_id = orders.id`;

export class Orders {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Newest first; `before` is the id of the last order of the page before. */
  list(userId: number, { limit, before }: { limit: number; before: number }): Order[] {
    const find = this.#database.prepare(
      `${ROWS} where orders.id in (select id from orders where user_id = ? and id < ? order by id desc limit ?)
       order by orders.id desc, order_lines.product_id`,
    );
    return toOrders(find.all(userId, before, limit) as unknown as Row[]);
  }

  get(id: number): Order | undefined {
    const find = this.#database.prepare(`${ROWS} where orders.id = ? order by order_lines.product_id`);
    return toOrders(find.all(id) as unknown as Row[])[0];
  }

  buyerOf(id: number): Buyer | undefined {
    const find = this.#database.prepare('select user_id as id, email, name from orders where id = ?');
    return find.get(id) as Buyer | undefined;
  }

  findByKey(userId: number, key: string): Order | undefined {
    const row = this.#database
      .prepare('select id from orders where user_id = ? and idempotency_key = ?')
      .get(userId, key);
    return row && this.get(Number(row.id));
  }

  pending(): number[] {
    return this.#database
      .prepare(`select id from orders where status = 'pending' order by id`)
      .all()
      .map(({ id }) => Number(id));
  }

  openCheckout({ id, userId }: Checkout): void {
    this.#database.prepare('insert into checkouts (id, user_id) values (?, ?)').run(id, userId);
  }

  /** From here on what the checkout took belongs to the order. */
  create(
    checkoutId: string,
    buyer: Buyer,
    order: { address: string; idempotencyKey: string | undefined; lines: readonly OrderLine[] },
  ): Order {
    const { address, idempotencyKey, lines } = order;
    const totalCents = lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
    const id = transaction(this.#database, () => {
      const { lastInsertRowid } = this.#database
        .prepare(
          `insert into orders (checkout_id, user_id, email, name, status, address, idempotency_key, placed_at, total_cents)
           values (?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
        )
        .run(
          checkoutId,
          buyer.id,
          buyer.email,
          buyer.name,
          address,
          idempotencyKey ?? null,
          new Date().toISOString(),
          totalCents,
        );
      const addLine = this.#database.prepare('insert into order_lines values (?, ?, ?, ?, ?)');
      for (const { productId, name, priceCents, quantity } of lines) {
        addLine.run(lastInsertRowid, productId, name, priceCents, quantity);
      }
      this.closeCheckout(checkoutId);
      return Number(lastInsertRowid);
    });
    const stored = this.get(id);
    if (stored) return stored;
    throw new Error(`order ${id} is not in the database`);
  }

  /**
   * Writes down the bank's answer, and in the same transaction what follows from it: a message in the outbox, or a checkout that
   * must be undone. Whether this is the first answer.
   */
  settle(id: number, answer: { status: 'paid'; reference: string } | { status: 'declined' }): boolean {
    return transaction(this.#database, () => {
      const reference = answer.status === 'paid' ? answer.reference : null;
      const { changes } = this.#database
        .prepare(`update orders set status = ?, payment_reference = ? where id = ? and status = 'pending'`)
        .run(answer.status, reference, id);
      if (changes === 0) return false;
      const follow =
        answer.status === 'paid'
          ? 'insert into outbox (event_id, order_id) select checkout_id, id from orders where id = ?'
          : 'insert into checkouts (id, user_id, must_undo) select checkout_id, user_id, 1 from orders where id = ?';
      this.#database.prepare(follow).run(id);
      return true;
    });
  }

  mustUndo(checkoutId: string): void {
    this.#database.prepare('update checkouts set must_undo = 1 where id = ?').run(checkoutId);
  }

  /** Those that a crash has left open end without an order. */
  mustUndoOpen(): void {
    this.#database.exec('update checkouts set must_undo = 1');
  }

  checkoutsToUndo(): Checkout[] {
    const find = this.#database.prepare('select id, user_id as userId from checkouts where must_undo = 1');
    return find.all() as unknown as Checkout[];
  }

  checkoutOf(id: number): Checkout | undefined {
    const find = this.#database.prepare('select checkout_id as id, user_id as userId from orders where id = ?');
    return find.get(id) as Checkout | undefined;
  }

  closeCheckout(id: string): void {
    this.#database.prepare('delete from checkouts where id = ?').run(id);
  }
}

function toOrders(rows: readonly Row[]): Order[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { id, status, address, placedAt, totalCents, reference } = first;
    const lines = own.map(({ productId, name, priceCents, quantity }) => ({ productId, name, priceCents, quantity }));
    return [{ id, status, address, placedAt, totalCents, lines, payment: { amountCents: totalCents, reference } }];
  });
}
