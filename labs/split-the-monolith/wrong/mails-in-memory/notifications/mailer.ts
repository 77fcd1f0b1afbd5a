/**
 * Sends mails through the mail provider, each until it was taken. At least once: when this service dies between the provider's yes
 * and writing it down, the mail is sent again, because the provider knows no keys.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../shop/log.ts';

interface Mail {
  readonly orderId: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const TIMEOUT_MS = 5_000;

export class Mailer {
  readonly #database: DatabaseSync;
  readonly #url: string;
  readonly #log: Log;
  #waiting: Mail[] = [];

  constructor(database: DatabaseSync, url: string, log: Log) {
    this.#database = database;
    this.#url = url;
    this.#log = log;
  }

  /** Safe to repeat: one order is one mail. */
  add({ orderId, to, subject, text }: Mail): void {
    this.#waiting.push({ orderId, to, subject, text });
  }

  /** Tries each that waits once, so that an address that cannot be reached holds up nobody else. Whether all were taken. */
  async sendAll(): Promise<boolean> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const mail of waiting) {
      if (await this.#send(mail)) {
        const add = this.#database.prepare('insert or ignore into emails values (?, ?, ?, ?, ?)');
        add.run(mail.orderId, mail.to, mail.subject, mail.text, new Date().toISOString());
      } else {
        this.#waiting.push(mail);
        this.#log.error('mail failed, will be tried again', { orderId: mail.orderId });
      }
    }
    return this.#waiting.length === 0;
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
