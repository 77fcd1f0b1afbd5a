/** The first catalogue. Filling twice changes nothing, and a product that was edited stays as it is. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../shop/database/transaction.ts';

/** Name, description, price in cents. The bank refuses what the last one costs. */
const CATALOGUE: readonly (readonly [string, string, number])[] = [
  ['Violin', 'Full size, spruce and maple, with case and bow', 48_000],
  ['Cello', 'Three quarters, carved by hand', 139_000],
  ['Trumpet', 'In B flat, yellow brass', 62_500],
  ['Clarinet', 'Seventeen keys, black wood', 54_900],
  ['Snare drum', 'Fourteen inches, beech', 21_900],
  ['Electric bass', 'Four strings, long scale', 39_900],
  ['Metronome', 'Wound by hand, no battery', 3_900],
  ['Violin strings', 'One set of four', 2_450],
  ['Music stand', 'Folds to the size of an umbrella', 1_990],
  ['Grand piano', 'Two metres ten, black', 2_490_000],
];

export function seed(database: DatabaseSync): void {
  const addProduct = database.prepare(
    'insert or ignore into products (id, name, description, price_cents) values (?, ?, ?, ?)',
  );
  transaction(database, () => {
    for (const [index, [name, description, priceCents]] of CATALOGUE.entries()) {
      addProduct.run(index + 1, name, description, priceCents);
    }
  });
}
