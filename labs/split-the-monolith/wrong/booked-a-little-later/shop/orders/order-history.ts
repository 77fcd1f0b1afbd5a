/** What customers bought, under the names and at the prices of that day: all of it stands in the orders, nobody else is asked. */
import type { DatabaseSync } from 'node:sqlite';
import type { CartLine } from '../carts/carts.ts';

export interface Order {
  readonly id: number;
  readonly status: 'pending' | 'paid' | 'declined';
  readonly address: string;
  readonly placedAt: string;
  readonly totalCents: number;
  readonly lines: readonly CartLine[];
  /** What the bank was asked for; the reference is the bank's. */
  readonly payment: { readonly amountCents: number; readonly reference: string | null };
}

interface Row extends CartLine {
  readonly id: number;
  readonly status: Order['status'];
  readonly address: string;
  readonly placedAt: string;
  readonly amountCents: number;
  readonly reference: string | null;
}

/** One row a line. */
const ROWS = `
  select orders.id, orders.status, orders.address, orders.placed_at as placedAt,
         orders.amount_cents as amountCents, orders.payment_reference as reference,
         order_lines.product_id as productId, order_lines.name, order_lines.price_cents as priceCents, order_lines.quantity
  from orders join order_lines on order_lines.order_id = orders.id`;

export class OrderHistory {
  readonly #database: DatabaseSync;
  /** References of orders that are paid, and not yet written down as such. */
  readonly paid = new Map<number, string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Newest first; `before` is the id of the last order of the page before. */
  list(userId: number, { limit, before }: { limit: number; before: number }): Order[] {
    const find = this.#database.prepare(
      `${ROWS} where orders.id in (select id from orders where user_id = ? and id < ? order by id desc limit ?)
       order by orders.id desc, order_lines.product_id`,
    );
    return toOrders(find.all(userId, before, limit) as unknown as Row[]).map((order) => this.#asOfNow(order));
  }

  get(userId: number, orderId: number): Order | undefined {
    const find = this.#database.prepare(
      `${ROWS} where orders.user_id = ? and orders.id = ? order by order_lines.product_id`,
    );
    return toOrders(find.all(userId, orderId) as unknown as Row[]).map((order) => this.#asOfNow(order))[0];
  }

  #asOfNow(order: Order): Order {
    const reference = this.paid.get(order.id);
    if (reference === undefined) return order;
    return { ...order, status: 'paid', payment: { ...order.payment, reference } };
  }
}

function toOrders(rows: readonly Row[]): Order[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { id, status, address, placedAt, amountCents, reference } = first;
    const lines = own.map(({ productId, name, priceCents, quantity }) => ({ productId, name, priceCents, quantity }));
    const totalCents = lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
    return [{ id, status, address, placedAt, totalCents, lines, payment: { amountCents, reference } }];
  });
}
