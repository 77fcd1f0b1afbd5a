/**
 * Tells the notification service about paid orders. A message was stored in the transaction that made the order paid; it is sent
 * afterwards, until it was taken, so that no customer waits for a mail and no crash loses one.
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ServiceClient } from '../_lib/service-client.ts';
import type { Orders } from './orders.ts';

export class Outbox {
  readonly #database: DatabaseSync;
  readonly #orders: Orders;
  readonly #notifications: ServiceClient;

  constructor(database: DatabaseSync, orders: Orders, notifications: ServiceClient) {
    this.#database = database;
    this.#orders = orders;
    this.#notifications = notifications;
  }

  /**
   * Oldest first. Whether all were taken.
   *
   * @throws {Problem} 503 `service-unavailable` when nobody is there to take them.
   */
  async sendAll(): Promise<boolean> {
    const find = this.#database.prepare(
      'select event_id as eventId, order_id as orderId from outbox where sent_at is null order by order_id',
    );
    let areAllTaken = true;
    for (const { eventId, orderId } of find.all() as unknown as { eventId: string; orderId: number }[]) {
      const order = { ...this.#orders.get(orderId), ...this.#orders.buyerOf(orderId), id: orderId };
      const { status } = await this.#notifications.call('POST', '/internal/paid-orders', {
        requestId: randomUUID(),
        body: { eventId, order },
      });
      if (status !== 202) {
        areAllTaken = false;
        continue;
      }
      const mark = this.#database.prepare('update outbox set sent_at = ? where event_id = ?');
      mark.run(new Date().toISOString(), eventId);
    }
    return areAllTaken;
  }
}
