/** Names, descriptions and prices, in a database of their own. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Product, ProductChange } from '../contract/catalogue.ts';

/** Name, description, price in cents. The bank refuses what the last one costs. */
const FIRST_PRODUCTS: readonly (readonly [string, string, number])[] = [
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

const COLUMNS = 'id, name, description, price_cents as priceCents';

export class Catalogue {
  readonly #database: DatabaseSync;

  /** Opens the file, and fills it when it is new. */
  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    this.#database.exec(
      `create table if not exists products (
         id integer primary key, name text not null, description text not null, price_cents integer not null
       )`,
    );
    const add = this.#database.prepare('insert or ignore into products values (?, ?, ?, ?)');
    for (const [index, product] of FIRST_PRODUCTS.entries()) add.run(index + 1, ...product);
  }

  search(text: string): Product[] {
    const find = this.#database.prepare(
      `select ${COLUMNS} from products where instr(lower(name || ' ' || description), lower(?)) > 0 order by id`,
    );
    return find.all(text) as unknown as Product[];
  }

  find(ids: readonly number[]): Product[] {
    const find = this.#database.prepare(
      `select ${COLUMNS} from products where id in (select value from json_each(?)) order by id`,
    );
    return find.all(JSON.stringify(ids)) as unknown as Product[];
  }

  change(
    id: number,
    { name = null, priceCents = null }: { [Field in keyof ProductChange]: ProductChange[Field] | null },
  ) {
    this.#database
      .prepare('update products set name = coalesce(?, name), price_cents = coalesce(?, price_cents) where id = ?')
      .run(name, priceCents, id);
    return this.find([id])[0];
  }

  close(): void {
    this.#database.close();
  }
}
