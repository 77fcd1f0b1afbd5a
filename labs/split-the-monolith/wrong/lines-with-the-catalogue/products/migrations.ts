export const MIGRATIONS: readonly string[] = [
  `create table products (
     id integer primary key,
     name text not null,
     description text not null,
     price_cents integer not null check (price_cents > 0)
   );`,
  `create table sold (order_id integer primary key, lines text not null);`,
];
