/**
 * Tells the notification service about paid orders. An order is put in here by the transaction that makes it paid, and told
 * afterwards, until that service has it: no customer waits for a mail, and no crash loses one.
 */
import type { DatabaseSync } from 'node:sqlite';
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
  readonly #notifications: ServiceClient;

  constructor(database: DatabaseSync, history: OrderHistory, notifications: ServiceClient) {
    this.#database = database;
    this.#history = history;
    this.#notifications = notifications;
  }

  add(orderId: number): void {
    this.#database.prepare('insert into mail_outbox values (?)').run(orderId);
  }

  /**
   * Oldest first. Whether all were taken.
   *
   * @throws {Problem} 503 `service-unavailable` when nobody is there to take them.
   */
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
      this.#database.prepare('delete from mail_outbox where order_id = ?').run(orderId);
      await this.#notifications.call('PUT', `/confirmations/${orderId}`, { email, name, order });
    }
    return true;
  }
}
