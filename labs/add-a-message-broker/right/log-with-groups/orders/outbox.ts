/**
 * Writes into the log what happened. That something is to be told was stored with the order, in one transaction; it is struck off
 * when the log has it on its disk. So no order is forgotten, whenever who dies, and one may be told twice.
 */
import type { DatabaseSync } from 'node:sqlite';
import { makeOrderLog, orderLog, ORDERS_PLACED } from '../messages/order-log.ts';
import type { Orders } from './orders.ts';

const AT_ONCE = 100;
const TIMEOUT_MS = 2_000;

export class Outbox {
  readonly #database: DatabaseSync;
  readonly #orders: Orders;
  // Whoever wakes this one tries again: no retries of its own.
  readonly #producer = orderLog.producer({ acks: 'all', retries: 0, timeoutMs: TIMEOUT_MS });
  #isLogMade = false;

  constructor(database: DatabaseSync, orders: Orders) {
    this.#database = database;
    this.#orders = orders;
  }

  /** Resolves with true when everything was told. @throws {LogError} when the log does not answer. */
  async tellAll(): Promise<boolean> {
    for (let ids = this.#next(); ids.length > 0; ids = this.#next()) {
      if (!this.#isLogMade) await makeOrderLog();
      this.#isLogMade = true;
      const told = ids.map((id) => {
        const record = { key: String(id), value: JSON.stringify(this.#orders.find(id)) };
        return this.#producer.send(ORDERS_PLACED, record);
      });
      await Promise.all(told);
      const strike = this.#database.prepare('delete from outbox where order_id = ?');
      for (const id of ids) strike.run(id);
    }
    return true;
  }

  #next(): readonly number[] {
    const rows = this.#database.prepare('select order_id from outbox order by order_id limit ?').all(AT_ONCE);
    return rows.map((row) => Number(row.order_id));
  }
}
