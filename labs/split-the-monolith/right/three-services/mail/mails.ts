/** Mails that are to be sent, in a table; sent to the provider until it takes them. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Mail {
  readonly orderId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const TIMEOUT_MS = 5_000;
const PAUSE_MS = 500;

export class Mails {
  readonly #database: DatabaseSync;
  readonly #url: string;
  #isSending = false;

  constructor(file: string, mailboxUrl: string) {
    this.#url = `${mailboxUrl}/mails`;
    mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    this.#database.exec(
      `create table if not exists mails (order_id text primary key, mail text not null, sent integer not null default 0)`,
    );
  }

  /** Safe to repeat: one order is one mail. */
  add(mail: Mail): void {
    this.#database
      .prepare('insert or ignore into mails (order_id, mail) values (?, ?)')
      .run(mail.orderId, JSON.stringify(mail));
  }

  /** One at a time, oldest first, until none is left; after a refusal again in half a second. */
  async send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    const next = this.#database.prepare('select order_id, mail from mails where sent = 0 order by rowid limit 1');
    const mark = this.#database.prepare('update mails set sent = 1 where order_id = ?');
    for (let row = next.get(); row; row = next.get()) {
      if (await this.#deliver(String(row.mail))) mark.run(String(row.order_id));
      else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.#isSending = false;
  }

  count(): number {
    return Number(this.#database.prepare('select count(*) as count from mails').get()?.count);
  }

  async #deliver(body: string): Promise<boolean> {
    const headers = { 'content-type': 'application/json' };
    try {
      const answer = await fetch(this.#url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
