/**
 * Sends the mails for paid orders. An order is put in here by the transaction that makes it paid, and its mail is sent afterwards,
 * until the mailbox has taken it.
 */
import type { DatabaseSync } from 'node:sqlite';
import { confirmation } from '../../notifications/confirmation.ts';
import type { ServiceClient } from '../http/service-client.ts';
import type { OrderHistory } from './order-history.ts';

interface Waiting {
  readonly orderId: number;
  readonly userId: number;
  readonly email: string;
  readonly name: string;
}

export class MailOutbox {
  readonly #database: DatabaseSync;
  readonly #history: OrderHistory;
  readonly #mailbox: ServiceClient;

  constructor(database: DatabaseSync, history: OrderHistory, mailbox: ServiceClient) {
    this.#database = database;
    this.#history = history;
    this.#mailbox = mailbox;
  }

  add(orderId: number): void {
    this.#database.prepare('insert into mail_outbox values (?)').run(orderId);
  }

  async sendAll(): Promise<boolean> {
    const find = this.#database.prepare(
      `select orders.id as orderId, users.id as userId, users.email, users.name
       from mail_outbox
       join orders on orders.id = mail_outbox.order_id
       join users on users.id = orders.user_id
       order by orders.id`,
    );
    for (const { orderId, userId, email, name } of find.all() as unknown as Waiting[]) {
      const order = this.#history.get(userId, orderId);
      if (!order) continue;
      const mail = {
        to: email,
        subject: `Your order ${orderId}`,
        text: confirmation(name, order),
        orderId: String(orderId),
      };
      await this.#mailbox.call('POST', '/mails', mail);
      this.#database.prepare('delete from mail_outbox where order_id = ?').run(orderId);
    }
    return true;
  }
}
