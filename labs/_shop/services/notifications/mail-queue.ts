/**
 * Mails that are to be sent, in a table. Each is sent at least once: between the provider's yes and our writing it down there is
 * a moment in which a crash makes a second mail, because the provider has no idempotency keys.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../_lib/log.ts';
import type { Mail } from './confirmation-mail.ts';

const TIMEOUT_MS = 5_000;

export class MailQueue {
  readonly #database: DatabaseSync;
  readonly #url: string;
  readonly #log: Log;

  constructor(database: DatabaseSync, url: string, log: Log) {
    this.#database = database;
    this.#url = url;
    this.#log = log;
  }

  add(eventId: string, { to, subject, text, orderId }: Mail): void {
    this.#database
      .prepare('insert or ignore into emails values (?, ?, ?, ?, ?, ?, null)')
      .run(eventId, orderId, to, subject, text, new Date().toISOString());
  }

  /** Tries each that waits once, so that an address that cannot be reached holds up nobody else. Whether all are sent. */
  async sendAll(): Promise<boolean> {
    const find = this.#database.prepare(
      `select event_id as eventId, recipient as "to", subject, text, order_id as orderId
       from emails where sent_at is null order by queued_at, order_id`,
    );
    const waiting = find.all() as unknown as (Mail & { eventId: string })[];
    let left = 0;
    for (const { eventId, ...mail } of waiting) {
      if (await this.#send(mail)) {
        const mark = this.#database.prepare('update emails set sent_at = ? where event_id = ?');
        mark.run(new Date().toISOString(), eventId);
      } else {
        left += 1;
        this.#log.error('mail failed, will be tried again', { orderId: mail.orderId });
      }
    }
    return left === 0;
  }

  async #send({ orderId, ...mail }: Mail): Promise<boolean> {
    try {
      const answer = await fetch(`${this.#url}/mails`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...mail, orderId: String(orderId) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
