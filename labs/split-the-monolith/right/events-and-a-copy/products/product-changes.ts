/**
 * Tells who keeps a copy what has changed: at least once, and always the newest version, so that what comes twice or late does no
 * harm. What is to be told lies in the outbox, and is told again until it was taken.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceClient } from '../shop/http/service-client.ts';

/** A product as it is now; of two with the same feed the higher version is the newer one. */
export interface ProductChanged {
  readonly feed: string;
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
  readonly version: number;
}

const EVENTS = 'select feed.id as feed, products.id, name, price_cents as priceCents, version from products, feed';
const PATIENCE_MS = 300;

export class ProductChanges {
  readonly #database: DatabaseSync;
  readonly #subscriber: ServiceClient;
  readonly #onLeft: () => void;

  /** @param onLeft Called when something could not be told at once. */
  constructor(database: DatabaseSync, subscriber: ServiceClient, onLeft: () => void) {
    this.#database = database;
    this.#subscriber = subscriber;
    this.#onLeft = onLeft;
  }

  all(): ProductChanged[] {
    return this.#database.prepare(`${EVENTS} order by products.id`).all() as unknown as ProductChanged[];
  }

  /** At the start: whoever missed something, or has the copy of another database, is told everything. */
  tellEverything(): void {
    this.#database.exec('insert or ignore into outbox select id from products');
  }

  /**
   * Resolves when the copy has it, so that who changed a price finds it in the next cart; when that takes longer than the patience
   * of a person in front of a form, it is told later.
   */
  async tellSoon(): Promise<void> {
    const isTold = await Promise.race([this.tellAll().catch(() => false), sleep(PATIENCE_MS, false)]);
    if (!isTold) this.#onLeft();
  }

  /** Whether nothing is left. @throws {Problem} 503 `service-unavailable` */
  async tellAll(): Promise<boolean> {
    const waiting = this.#database.prepare(
      `${EVENTS} where products.id in (select product_id from outbox) order by products.id`,
    );
    const changes = waiting.all() as unknown as ProductChanged[];
    if (changes.length === 0) return true;
    await this.#subscriber.call('POST', '/internal/product-changes', { changes });
    const told = this.#database.prepare(
      'delete from outbox where product_id = ? and ? = (select version from products where id = product_id)',
    );
    for (const { id, version } of changes) told.run(id, version);
    return this.#database.prepare('select 1 from outbox').get() === undefined;
  }
}
