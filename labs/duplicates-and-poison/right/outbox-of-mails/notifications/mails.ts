/**
 * Mails that are to be sent and mails that were, in one table: what is there is known, so a copy adds nothing. Whoever is killed between the
 * mailbox's yes and the note of it asks again, and the mailbox knows the event.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../lib/log.ts';
import { readOrderPlaced } from '../messages/order-event.ts';
import { sendConfirmation } from './send-confirmation.ts';

interface Waiting {
  readonly eventId: string;
  readonly message: string;
  readonly tries: number;
}

/** Resolves when the broker has the message for good. */
type SetAside = (message: string, eventId: string, reason: string) => Promise<void>;

const AT_ONCE = 20;
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 100;

export class Mails {
  readonly #database: DatabaseSync;
  readonly #setAside: SetAside;
  readonly #log: Log;
  readonly #underWay = new Set<string>();

  constructor(database: DatabaseSync, setAside: SetAside, log: Log) {
    this.#database = database;
    this.#setAside = setAside;
    this.#log = log;
  }

  /** @throws {Unreadable} */
  add(message: string): void {
    const { id } = readOrderPlaced(message);
    this.#database.prepare('insert or ignore into mails (event_id, message) values (?, ?)').run(id, message);
    this.sendDue();
  }

  /** Begins with as many as there is room for. Each ends by itself and makes room for the next. */
  sendDue(): void {
    const find = this.#database.prepare(
      `select event_id as eventId, message, tries from mails
       where sent_at is null and due_at_ms <= ? order by rowid limit ?`,
    );
    const due = find.all(Date.now(), 2 * AT_ONCE) as unknown as Waiting[];
    for (const mail of due) {
      if (this.#underWay.size >= AT_ONCE) return;
      if (!this.#underWay.has(mail.eventId)) void this.#send(mail);
    }
  }

  async #send({ eventId, message, tries }: Waiting): Promise<void> {
    this.#underWay.add(eventId);
    try {
      await sendConfirmation(readOrderPlaced(message));
      const mark = this.#database.prepare('update mails set sent_at = ? where event_id = ?');
      mark.run(new Date().toISOString(), eventId);
    } catch (error) {
      await this.#failed({ eventId, message, tries: tries + 1 }, String(error)).catch((lost: unknown) => {
        this.#log.error('not set aside yet', { eventId, error: String(lost) });
        setTimeout(() => this.sendDue(), FIRST_PAUSE_MS);
      });
    } finally {
      this.#underWay.delete(eventId);
      this.sendDue();
    }
  }

  async #failed({ eventId, message, tries }: Waiting, reason: string): Promise<void> {
    this.#log.error('not sent', { eventId, tries, reason });
    if (tries >= MOST_TRIES) {
      await this.#setAside(message, eventId, reason);
      // Nothing was done for it: when it comes back, it is new.
      this.#database.prepare('delete from mails where event_id = ?').run(eventId);
      return;
    }
    const pauseMs = FIRST_PAUSE_MS * 2 ** tries;
    const put = this.#database.prepare('update mails set tries = ?, due_at_ms = ? where event_id = ?');
    put.run(tries, Date.now() + pauseMs, eventId);
    setTimeout(() => this.sendDue(), pauseMs);
  }
}
