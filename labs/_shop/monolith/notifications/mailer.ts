/** Sends mails through the mail provider, and keeps a record of each. */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../log.ts';
import type { Order } from '../orders/order-history.ts';

const TIMEOUT_MS = 5_000;

export class Mailer {
  readonly #database: DatabaseSync;
  readonly #url: string;

  constructor(database: DatabaseSync, url: string) {
    this.#database = database;
    this.#url = url;
  }

  /** Never throws: the order is paid, whatever becomes of its mail. */
  async confirmOrder(order: Order, userId: number, log: Log): Promise<void> {
    const find = this.#database.prepare('select email, name from users where id = ?');
    const { email, name } = find.get(userId) as { email: string; name: string };
    const subject = `Your order ${order.id}`;
    const isSent = await this.#send({ to: email, subject, text: confirmation(name, order), orderId: String(order.id) });
    if (!isSent) log.error('mail failed', { orderId: order.id });
    this.#database
      .prepare('insert into emails (user_id, order_id, subject, status, tried_at) values (?, ?, ?, ?, ?)')
      .run(userId, order.id, subject, isSent ? 'sent' : 'failed', new Date().toISOString());
  }

  async #send(mail: { to: string; subject: string; text: string; orderId: string }): Promise<boolean> {
    try {
      const answer = await fetch(`${this.#url}/mails`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(mail),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}

function confirmation(name: string, order: Order): string {
  const lines = order.lines.map((line) => `${line.quantity} × ${line.name}, ${inEuros(line.priceCents)} each`);
  return [`Dear ${name},`, 'thank you for your order.', ...lines, `Total: ${inEuros(order.totalCents)}`].join('\n');
}

const inEuros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;
