/** The mails that are still to be sent, in a table of the orders: sent behind the answer, and struck off when the mailbox has them. */
import type { DatabaseSync } from 'node:sqlite';
import { type PlacedOrder, sendConfirmation } from '../notifications/send-confirmation.ts';
import type { Orders } from './orders.ts';

const AT_ONCE = 5;

/** Whether all were sent. @throws {Problem} 503 when the mailbox does not answer. */
export async function sendMails(database: DatabaseSync, orders: Orders): Promise<boolean> {
  const rows = database.prepare('select order_id from mails order by order_id limit ?').all(AT_ONCE);
  const strike = database.prepare('delete from mails where order_id = ?');
  await Promise.all(
    rows.map(async (row) => {
      const id = Number(row.order_id);
      await sendConfirmation(orders.find(id) as PlacedOrder, `order-${id}`);
      strike.run(id);
    }),
  );
  return rows.length < AT_ONCE || sendMails(database, orders);
}
