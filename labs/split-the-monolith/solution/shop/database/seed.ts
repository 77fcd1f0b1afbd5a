/** The first stock. Filling twice changes nothing, and what was counted anew stays. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './transaction.ts';

/** Pieces of the products 1 to 10. */
const PIECES = [12, 4, 9, 7, 15, 10, 40, 200, 60, 2];

export function seed(database: DatabaseSync): void {
  const addStock = database.prepare('insert or ignore into stock values (?, ?)');
  transaction(database, () => {
    for (const [index, pieces] of PIECES.entries()) addStock.run(index + 1, pieces);
  });
}
